//! Any bytes as a host's rules for robots, and any address under them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use texting_robots::Robot;

fuzz_target!(|given: (&[u8], &str)| {
    let (rules, path) = given;
    if let Ok(robot) = Robot::new("Touchline", rules) {
        let _allowed = robot.allowed(&format!("https://echo.example/{path}"));
    }
});
