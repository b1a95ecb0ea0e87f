//! Texts that people hand in: the preview, and what is decided of it.

use jiff::civil::Date;
use url::Url;

use super::person::{Person, Standing};
use super::rest::chain;
use super::subscribing::broken;
use crate::facts::Scope;
use crate::ingestion::files::Form as Kind;
use crate::ingestion::web::{Fetched, Request, Wants};
use crate::ingestion::{Became, IngestionError, NewText, decode};
use crate::questions::TeamRef;
use crate::replies::draft::{self as say, Looks};
use crate::replies::form::{self, Form};
use crate::replies::{self, Reply};
use crate::store::{
    Announce, Draft, DraftId, DraftState, Move, NewDraft, NewReading, PutRight, ReadTeam,
};

/// The largest file that a person hands in, in bytes.
pub const FILE: u64 = 256 * 1024;

/// How many reports of a new reporter a moderator looks at.
const NEW: i64 = 3;

/// A text as it is handed in.
#[derive(Debug, Clone, Default)]
pub struct Handed {
    /// Where it came from, for people.
    pub source: String,
    /// The addresses it was read at.
    pub addresses: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// The text.
    pub text: String,
}

/// A file as Discord keeps it.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Where it is.
    pub url: String,
}

/// A text that a person pasted, or a message.
pub async fn text(person: &Person, handed: Handed) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    preview(person, handed).await
}

/// A file that a person attached.
pub async fn file(person: &Person, file: File) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    let path = std::path::Path::new(&file.name);
    if file.size > FILE || !crate::ingestion::files::is_report(path) {
        return say::wrong_file(&file.name, file.size.div_ceil(1024));
    }
    let doors = &person.state.doors;
    let bytes = match fetched(person, &file.url).await {
        Ok(bytes) => bytes,
        Err(why) => return say::unreadable(&file.name, &why),
    };
    let handed = match Kind::of(path) {
        Kind::Text => match decode::decode(&bytes) {
            Ok(decoded) => Handed {
                source: file.name,
                text: decoded.text,
                ..Handed::default()
            },
            Err(why) => return say::unreadable(&file.name, &why.to_string()),
        },
        Kind::Html => match doors.reader.pages.read(bytes, None, None).await {
            Ok(article) => Handed {
                source: file.name,
                title: article.title,
                published: article.published,
                text: article.text,
                addresses: Vec::new(),
            },
            Err(why) => return say::unreadable(&file.name, &why.to_string()),
        },
    };
    preview(person, handed).await
}

async fn fetched(person: &Person, url: &str) -> Result<Vec<u8>, String> {
    let url = Url::parse(url).map_err(|_| "cannot be fetched from Discord".to_owned())?;
    let request = Request {
        url: &url,
        wants: Wants::Anything,
        known: None,
    };
    match person.state.doors.reader.fetcher.fetch(request).await {
        Ok(Fetched::Document(document)) => Ok(document.bytes),
        Ok(Fetched::Unchanged) => Err("broke off".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// An address that a person gave.
pub async fn address(person: &Person, typed: &str) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    let page = match person.state.doors.reader.read_typed(typed).await {
        Ok(page) => page,
        Err(why) => return say::unreadable(typed, &why.to_string()),
    };
    let handed = Handed {
        source: typed.trim().to_owned(),
        addresses: page.keys,
        title: page.title,
        published: page.published,
        text: page.text,
    };
    preview(person, handed).await
}

/// Keeps a text as a draft, and shows what was read in it.
async fn preview(person: &Person, handed: Handed) -> Reply {
    let new = NewDraft {
        guild: person.guild.get(),
        by: person.id,
        at: person.now(),
        source: handed.source,
        addresses: handed.addresses,
        title: handed.title,
        published: handed.published,
        text: handed.text,
    };
    let mut draft = Draft {
        id: DraftId(0),
        guild: new.guild,
        by: new.by,
        source: new.source.clone(),
        addresses: new.addresses.clone(),
        title: new.title.clone(),
        published: new.published,
        text: new.text.clone(),
        teams: None,
        state: DraftState::Preview,
    };
    let reading = match read(person, &draft).await {
        Ok(reading) => reading,
        Err(error) => return broken("a text could not be read", chain(&error)),
    };
    if reading.matches.is_empty() {
        return say::no_match(&reading.notes.join(" "));
    }
    match person.state.store.add_draft(&new).await {
        Ok(id) => {
            draft.id = id;
            shown(&draft, &reading, Looks::Maker)
        }
        Err(error) => broken("a draft could not be kept", chain(&error)),
    }
}

fn about(draft: &Draft, at: i64) -> NewText {
    NewText {
        title: draft.title.clone(),
        published: draft.published,
        scope: Scope::Server(draft.guild),
        by: Some(draft.by),
        announce: Announce::Subscribers,
        addresses: draft.addresses.clone(),
        teams: draft.teams.clone(),
        ..NewText::shared(draft.source.clone(), at)
    }
}

async fn read(person: &Person, draft: &Draft) -> Result<NewReading, IngestionError> {
    let about = about(draft, person.now());
    let pipeline = &person.state.doors.pipeline;
    pipeline.preview(draft.text.clone(), &about).await
}

fn shown(draft: &Draft, reading: &NewReading, looks: Looks) -> Reply {
    let team = |team: &ReadTeam| TeamRef {
        id: team.id.clone(),
        name: team.name.clone(),
    };
    let matches: Vec<say::ReadMatch> = reading
        .matches
        .iter()
        .map(|read| say::ReadMatch {
            home: team(&read.home),
            away: team(&read.away),
            claims: read.claims.clone(),
        })
        .collect();
    say::preview(draft.id.0, &draft.source, &matches, looks)
}

/// A draft in a state, which is this person's own or, for a moderator, anybody's.
async fn find(person: &Person, id: i64, state: DraftState) -> Result<Draft, Reply> {
    let held = person
        .state
        .store
        .draft(person.guild.get(), DraftId(id))
        .await;
    let held = held.map_err(|error| broken("a draft could not be read", chain(&error)))?;
    let draft = held.filter(|draft| draft.state == state);
    let draft = draft.ok_or_else(say::settled_already)?;
    if draft.by == person.id && state == DraftState::Preview {
        return Ok(draft);
    }
    if state == DraftState::Preview {
        return Err(say::settled_already());
    }
    person.at_least(Standing::Moderator).await.map(|_| draft)
}

/// Its maker publishes a draft; a new reporter's goes to the moderators first.
pub async fn publish(person: &Person, id: i64) -> Reply {
    let draft = match find(person, id, DraftState::Preview).await {
        Ok(draft) => draft,
        Err(reply) => return reply,
    };
    let standing = match person.at_least(Standing::Reporter).await {
        Ok(standing) => standing,
        Err(reply) => return reply,
    };
    if standing == Standing::Reporter {
        let store = &person.state.store;
        match store.published_by(person.guild.get(), person.id).await {
            Ok(published) if published < NEW => {
                return moved(person, &draft, DraftState::Review, say::handed_in()).await;
            }
            Ok(_) => {}
            Err(error) => return broken("a reporter's texts could not be counted", chain(&error)),
        }
    }
    ingest(person, &draft).await
}

/// A moderator lets a new reporter's draft in.
pub async fn accept(person: &Person, id: i64) -> Reply {
    match find(person, id, DraftState::Review).await {
        Ok(draft) => ingest(person, &draft).await,
        Err(reply) => reply,
    }
}

/// A moderator keeps a new reporter's draft out.
pub async fn reject(person: &Person, id: i64) -> Reply {
    match find(person, id, DraftState::Review).await {
        Ok(draft) => moved(person, &draft, DraftState::Rejected, say::rejected()).await,
        Err(reply) => reply,
    }
}

/// Its maker throws a draft away.
pub async fn discard(person: &Person, id: i64) -> Reply {
    match find(person, id, DraftState::Preview).await {
        Ok(draft) => moved(person, &draft, DraftState::Discarded, say::discarded()).await,
        Err(reply) => reply,
    }
}

async fn moved(person: &Person, draft: &Draft, to: DraftState, said: Reply) -> Reply {
    let step = Move {
        from: draft.state,
        to,
        report: None,
    };
    let store = &person.state.store;
    match store
        .move_draft(draft.id, step, &person.decision(None))
        .await
    {
        Ok(true) => said,
        Ok(false) => say::settled_already(),
        Err(error) => broken("a draft could not be moved on", chain(&error)),
    }
}

/// Makes a report of a draft. Done twice, it is the same report once more.
async fn ingest(person: &Person, draft: &Draft) -> Reply {
    let about = about(draft, person.now());
    let pipeline = &person.state.doors.pipeline;
    let became = match pipeline.ingest(draft.text.as_bytes(), &about).await {
        Ok(became) => became,
        Err(error) => return broken("a draft could not be published", chain(&error)),
    };
    let (report, said) = match became {
        Became::Read {
            report, matches, ..
        } => {
            let lines: Vec<String> = matches
                .iter()
                .map(|game| format!("{} ({})", game.line, game.id))
                .collect();
            (report, say::published(&lines))
        }
        Became::Same { report, .. } => (report, say::known()),
        Became::NoMatch { reason, .. } => return say::no_match(&reason),
        Became::Refused { reason } => return say::unreadable(&draft.source, &reason),
    };
    let step = Move {
        from: draft.state,
        to: DraftState::Published,
        report: Some(report),
    };
    let store = &person.state.store;
    match store
        .move_draft(draft.id, step, &person.decision(None))
        .await
    {
        Ok(_) => said,
        Err(error) => broken("a draft could not be moved on", chain(&error)),
    }
}

/// The form to say which teams a draft is about.
pub async fn teams_form(person: &Person, id: i64) -> Result<Form, Reply> {
    let draft = find(person, id, DraftState::Preview).await?;
    let reading = read(person, &draft).await;
    let reading = reading.map_err(|error| broken("a text could not be read", chain(&error)))?;
    let main = reading.matches.first().ok_or_else(say::settled_already)?;
    Ok(form::teams(id, &main.home.name, &main.away.name))
}

/// Says which teams a draft is about, and shows it anew.
pub async fn edit_teams(person: &Person, id: i64, home: &str, away: &str) -> Reply {
    let mut draft = match find(person, id, DraftState::Preview).await {
        Ok(draft) => draft,
        Err(reply) => return reply,
    };
    let asker = person.state.asker_in(Some(person.guild)).await;
    let mut named = Vec::with_capacity(2);
    for words in [home, away] {
        match person.state.desk.find_team(&asker, words).await {
            Ok(team) => named.push(ReadTeam {
                id: team.id,
                name: team.name,
            }),
            Err(mistake) => return replies::subscription::unclear(&mistake),
        }
    }
    let [home, away] = <[ReadTeam; 2]>::try_from(named).expect("one for each of the two names");
    if home.id == away.id {
        return say::unreadable(&home.name, "cannot play itself: name two teams");
    }
    let teams = PutRight { home, away };
    let store = &person.state.store;
    match store.set_draft_teams(draft.guild, draft.id, &teams).await {
        Ok(true) => {}
        Ok(false) => return say::settled_already(),
        Err(error) => return broken("a draft's teams could not be kept", chain(&error)),
    }
    draft.teams = Some(teams);
    match read(person, &draft).await {
        Ok(reading) => shown(&draft, &reading, Looks::Maker),
        Err(error) => broken("a text could not be read", chain(&error)),
    }
}

/// A draft as a moderator looks at it; `None` when somebody else has decided it by now.
pub async fn to_review(person: &Person, id: DraftId) -> Option<Reply> {
    let draft = find(person, id.0, DraftState::Review).await.ok()?;
    let reading = read(person, &draft).await.ok()?;
    let looks = Looks::Moderator { maker: draft.by };
    Some(shown(&draft, &reading, looks))
}
