//! What the program logs as an error while a test runs on its own thread.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing::Level;
use tracing::subscriber::DefaultGuard;

/// Hears errors of the thread it was made on, until it is dropped.
pub struct Heard {
    lines: Lines,
    _while_held: DefaultGuard,
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics with it").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    pub fn errors() -> Self {
        let lines = Lines::default();
        let written = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::ERROR)
            .with_writer(move || written.clone())
            .with_ansi(false)
            .without_time()
            .finish();
        Self {
            lines,
            _while_held: tracing::subscriber::set_default(subscriber),
        }
    }

    /// The messages so far, without where they come from and what they carry.
    pub fn messages(&self) -> Vec<String> {
        let bytes = self.lines.0.lock().expect("nobody panics with it").clone();
        let text = String::from_utf8(bytes).expect("a log is text");
        text.lines()
            .map(|line| {
                let told = line.split_once(": ").map_or(line, |(_, told)| told);
                told.split(" delivery.id=")
                    .next()
                    .unwrap_or(told)
                    .to_owned()
            })
            .collect()
    }
}
