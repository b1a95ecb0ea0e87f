//! The real program as a process of its own, which can be killed for real.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use tokio::sync::mpsc;

use super::discord::{Discord, TOKEN};

/// How long a test waits for a line of the log before it fails.
const GUARD: Duration = Duration::from_secs(60);

/// `touchline bot`, against the double. It goes with its handle.
pub struct Program {
    child: Child,
    log: mpsc::UnboundedReceiver<String>,
    heard: Vec<String>,
}

impl Program {
    /// Starts the bot on a database.
    pub fn start(database: &str, discord: &Discord) -> Self {
        Self::start_with(database, discord, &[])
    }

    /// The same with more in its environment.
    pub fn start_with(database: &str, discord: &Discord, environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchline"))
            .args(["--database", database, "bot"])
            // Where no configuration lies about.
            .current_dir(std::env::temp_dir())
            .env("DISCORD_TOKEN", TOKEN)
            .env("TOUCHLINE_DISCORD__API_URL", discord.url())
            .env("RUST_LOG", "warn,touchline=info")
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let errors = child.stderr.take().expect("it is piped");
        let (line, log) = mpsc::unbounded_channel();
        std::thread::spawn(move || {
            for said in BufReader::new(errors).lines().map_while(Result::ok) {
                if line.send(said).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            log,
            heard: Vec::new(),
        }
    }

    /// Waits until the program says `words` in its log, from here on.
    pub async fn says(&mut self, words: &str) {
        let hears = async {
            while let Some(line) = self.log.recv().await {
                let is_it = line.contains(words);
                self.heard.push(line);
                if is_it {
                    return true;
                }
            }
            false
        };
        let heard = tokio::time::timeout(GUARD, hears).await;
        assert!(
            heard == Ok(true),
            "the program never said {words:?} ({heard:?}): {:#?}",
            self.heard
        );
    }

    /// Whether it said `words` among what was heard so far.
    pub fn has_said(&self, words: &str) -> bool {
        self.heard.iter().any(|line| line.contains(words))
    }

    /// Ends it where it stands (SIGKILL).
    pub fn kill(mut self) {
        self.end();
    }

    /// Asks it to stop (SIGTERM).
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("there is a kill");
        assert!(asked.success(), "the program was gone already");
    }

    /// Waits until it has ended by itself; whether it ended well.
    pub async fn ended(mut self) -> bool {
        self.hear_out().await
    }

    /// Waits until it has ended by itself; all that it ever said.
    pub async fn all_said(mut self) -> Vec<String> {
        self.hear_out().await;
        std::mem::take(&mut self.heard)
    }

    async fn hear_out(&mut self) -> bool {
        // Its log ends with it.
        let ends = async {
            while let Some(line) = self.log.recv().await {
                self.heard.push(line);
            }
        };
        tokio::time::timeout(GUARD, ends)
            .await
            .expect("the program ends");
        self.child.wait().expect("it was started").success()
    }

    fn end(&mut self) {
        let _may_be_gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}
