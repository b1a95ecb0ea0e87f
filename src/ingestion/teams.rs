//! From a team as a report names it to the team that is stored.

use crate::facts::{FactValue, MatchClaims, TeamClaim};
use crate::football::{Category, TeamId};
use crate::names::{Gazetteer, fold};
use crate::store::{PutRight, ReadMatch, ReadTeam};

/// The two teams of an account, home first.
pub fn settle(claims: &MatchClaims, gazetteer: &Gazetteer) -> (ReadTeam, ReadTeam) {
    let category = claims.facts.iter().find_map(|fact| match fact.value {
        FactValue::Category(category) => Some(category),
        _ => None,
    });
    (
        settle_one(&claims.home, category, gazetteer),
        settle_one(&claims.away, category, gazetteer),
    )
}

/// Puts the teams that a person named in place of those that were read. Where one of them was read on the other side, the whole
/// account is turned round.
pub fn put_right(read: &mut ReadMatch, right: &PutRight) {
    let is_turned = right.home.id == read.away.id || right.away.id == read.home.id;
    if is_turned {
        read.claims = read.claims.swapped();
    }
    read.home = right.home.clone();
    read.away = right.away.clone();
}

/// A known team goes by its common short name, an unknown one by the fullest form of the report. A women's, youth or reserve
/// side is a team of its own.
fn settle_one(claim: &TeamClaim, category: Option<Category>, gazetteer: &Gazetteer) -> ReadTeam {
    let known = claim
        .id
        .as_ref()
        .and_then(|id| gazetteer.find_team(id.as_str()))
        .map(|team| gazetteer.team(team));
    let (base, name) = match known {
        Some(team) => (team.id.as_str().to_owned(), team.common_name().to_owned()),
        None => (format!("seen:{}", fold(&claim.name)), claim.name.clone()),
    };
    let has_own_entry = known.is_some_and(|team| team.category == category);
    match category {
        Some(category) if !has_own_entry => ReadTeam {
            id: TeamId(format!("{base}#{}", category.as_str())),
            name: with_category(&name, category),
        },
        _ => ReadTeam {
            id: TeamId(base),
            name,
        },
    }
}

fn with_category(name: &str, category: Category) -> String {
    let (says_so, mark) = match category {
        Category::Women => (name.contains("Women") || name.contains("Ladies"), "Women"),
        Category::Youth => (
            name.contains('U') && name.chars().any(|c| c.is_ascii_digit())
                || name.contains("Under-"),
            "Youth",
        ),
        Category::Reserve => (
            name.contains("Reserve") || name.ends_with(" B") || name.ends_with(" II"),
            "Reserves",
        ),
    };
    if says_so {
        name.to_owned()
    } else {
        format!("{name} {mark}")
    }
}
