//! Forms that were filled in.

use serenity::all::{ActionRowComponent, ModalInteraction};

use super::front::Front;
use super::handing_in::{self, Handed};
use super::person::Person;
use super::respond::{Caller, Place};
use crate::questions::day;
use crate::replies::{Audience, Reply, form, front};

/// Answers a form. What it is stands in its id alone, so it works after a restart.
pub async fn answer(bot: &Front, submitted: &ModalInteraction) {
    let caller = Caller::of(&bot.http, submitted.id, &submitted.token);
    let state = &bot.lobby.state;
    let person = Person::member(state, submitted.guild_id, submitted.member.as_ref());
    let Some(person) = person else {
        caller.tell(front::server_only()).await;
        return;
    };
    let filled = Filled::of(submitted);
    let id = submitted.data.custom_id.clone();
    let work = async move { reply(&person, &id, &filled).await };
    let place = Place::NewMessage(Audience::Asker);
    caller.answer(place, &bot.lobby.patience, work).await;
}

async fn reply(person: &Person, id: &str, filled: &Filled) -> Reply {
    if id == form::REPORT {
        let text = form::TEXT_FIELDS.map(|name| filled.value(name));
        let handed = Handed {
            source: "pasted text".to_owned(),
            title: filled.given("title"),
            published: filled
                .given("published")
                .and_then(|words| day::day(&words, person.today())),
            // A text that is cut in the middle of a word goes on in the next field.
            text: text.concat(),
            addresses: Vec::new(),
        };
        return handing_in::text(person, handed).await;
    }
    let draft = id
        .strip_prefix(form::TEAMS)
        .and_then(|row| row.parse().ok());
    match draft {
        Some(draft) => {
            let (home, away) = (filled.value("home"), filled.value("away"));
            handing_in::edit_teams(person, draft, &home, &away).await
        }
        None => front::stale_button(),
    }
}

/// What was typed, by field.
struct Filled(Vec<(String, String)>);

impl Filled {
    fn of(submitted: &ModalInteraction) -> Self {
        let inputs = submitted
            .data
            .components
            .iter()
            .flat_map(|row| &row.components)
            .filter_map(|component| match component {
                ActionRowComponent::InputText(input) => Some((
                    input.custom_id.clone(),
                    input.value.clone().unwrap_or_default(),
                )),
                _ => None,
            });
        Self(inputs.collect())
    }

    fn value(&self, name: &str) -> String {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn given(&self, name: &str) -> Option<String> {
        Some(self.value(name)).filter(|value| !value.trim().is_empty())
    }
}
