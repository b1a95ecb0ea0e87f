//! The line editor of the console: prompt, history, completion.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use reedline::{
    ColumnarMenu, Completer, CompletionResult, DefaultHinter, Emacs, FileBackedHistory, KeyCode,
    KeyModifiers, MenuBuilder, Prompt, PromptEditMode, PromptHistorySearch, Reedline,
    ReedlineEvent, ReedlineMenu, Signal, Span, Suggestion, default_emacs_keybindings,
};
use tokio::runtime::Handle;

use super::complete::completions;
use super::{Answered, Console, ended};
use crate::answering::Desk;
use crate::cli::failure::Failure;

/// Lines of history kept.
const HISTORY: usize = 1_000;

const MENU: &str = "completions";

/// Talks with a person until they leave.
pub async fn talk(console: Console) -> Result<(), Failure> {
    let runtime = Handle::current();
    // The editor waits for keys, which must not hold up anything that waits for something else.
    let talk = tokio::task::spawn_blocking(move || until_they_leave(&console, &runtime));
    talk.await.map_err(anyhow::Error::from)?
}

fn until_they_leave(console: &Console, runtime: &Handle) -> Result<(), Failure> {
    say!("Type /help for what I answer, Tab to complete, Ctrl-D to leave.");
    let mut editor = editor(&console.desk, runtime);
    let mut worst = Answered::Well;
    loop {
        match editor.read_line(&Arrow).map_err(anyhow::Error::from)? {
            Signal::Success(line) => {
                if matches!(line.trim(), "exit" | "quit" | "/exit" | "/quit") {
                    return ended(worst);
                }
                if runtime.block_on(console.answer(&line))? == Answered::WithAFault {
                    worst = Answered::WithAFault;
                }
            }
            Signal::CtrlC => {}
            Signal::CtrlD => return ended(worst),
            // Nobody sends these to us; they change nothing.
            _ => {}
        }
    }
}

fn editor(desk: &Arc<Desk>, runtime: &Handle) -> Reedline {
    let mut keys = default_emacs_keybindings();
    keys.add_binding(
        KeyModifiers::NONE,
        KeyCode::Tab,
        ReedlineEvent::UntilFound(vec![
            ReedlineEvent::Menu(MENU.to_owned()),
            ReedlineEvent::MenuNext,
        ]),
    );
    keys.add_binding(
        KeyModifiers::SHIFT,
        KeyCode::BackTab,
        ReedlineEvent::MenuPrevious,
    );
    let menu = ColumnarMenu::default().with_name(MENU).with_columns(1);
    let editor = Reedline::create()
        .with_completer(Box::new(DeskCompleter {
            desk: Arc::clone(desk),
            runtime: runtime.clone(),
        }))
        .with_menu(ReedlineMenu::EngineCompleter(Box::new(menu)))
        .with_edit_mode(Box::new(Emacs::new(keys)))
        .with_hinter(Box::new(DefaultHinter::default()));
    // A console without a place for its history is still a console.
    match history_file().map(|file| FileBackedHistory::with_file(HISTORY, file)) {
        Some(Ok(history)) => editor.with_history(Box::new(history)),
        Some(Err(_)) | None => editor,
    }
}

/// Where programs of this user keep what they remember between runs.
fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state")))?;
    Some(state.join("touchline").join("history"))
}

/// Completes through the desk.
struct DeskCompleter {
    desk: Arc<Desk>,
    runtime: Handle,
}

impl Completer for DeskCompleter {
    fn complete(&mut self, line: &str, position: usize) -> CompletionResult {
        let Some(typed) = line.get(..position) else {
            return CompletionResult::fresh(Vec::new());
        };
        let found = self.runtime.block_on(completions(&self.desk, typed));
        let suggestions: Vec<Suggestion> = found
            .into_iter()
            .map(|completion| Suggestion {
                value: completion.value,
                description: completion.about,
                span: Span::new(completion.start, position),
                append_whitespace: completion.is_whole,
                ..Suggestion::default()
            })
            .collect();
        CompletionResult::fresh(suggestions)
    }
}

/// `> `.
struct Arrow;

impl Prompt for Arrow {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_indicator(&self, _mode: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed("> ")
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Borrowed("  ")
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        Cow::Owned(format!("(search: {}) ", search.term))
    }
}
