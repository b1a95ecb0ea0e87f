//! What can hold of a man and a team that one sentence names: the names of the weights.

use serde::Deserialize;

/// What can hold of a man and a team in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// The man is named first.
    ManFirst,
    /// … and no other team is named in the sentence.
    ManFirstAlone,
    /// The team is named first.
    TeamFirst,
    /// … and no other team is named in the sentence.
    TeamFirstAlone,
    /// The team describes another man: "the Marlow captain Ames".
    DescribesOther,
    /// At most one word stands between.
    Near,
    /// Eight words or more stand between.
    Far,
    /// "Marlow's".
    Possessive,
    /// The man first, then what of the team's he attacks: "Marlow's defence".
    AttackedTeam,
    /// The same, the team first: "they peppered the Marlow goal and Odo".
    AttackedTeamFirst,
    /// "doubled Marlow's lead", "scored Marlow's second goal".
    TeamsGoal,
    /// "condemned Marlow", "ended Marlow's run", "handed Marlow a defeat".
    HarmedTeam,
    /// The team first, and it goes badly for it: "Marlow were rocked when Odo".
    TroubledTeam,
    /// "but", "before" between the man and the team, not right before the latter.
    ButBetween,
    /// The same, the team first.
    ButBetweenFirst,
    /// The man is named first, and something is done to him.
    ObjectManFirst,
    /// The man is named last, and something is done to him.
    ObjectManLast,
    /// The team is named first, and something is done to it.
    ObjectTeamFirst,
    /// The team is named last, and something is done to it.
    ObjectTeamLast,
    /// The man, another team, the team.
    TeamBetween,
    /// The team, another team, the man.
    TeamBetweenFirst,
    /// The man, another man, the team.
    ManBetween,
    /// The team, another man, the man.
    ManBetweenFirst,
    /// "for Marlow".
    ForTeam,
    /// "against Marlow".
    AgainstTeam,
    /// "gave Marlow".
    HelpedTeam,
    /// "as Marlow", no other team before.
    AsTeam,
    /// "but Marlow".
    ButTeam,
    /// "through Odo".
    ThroughMan,
    /// "before Odo".
    ButMan,
    /// "gave them", of the team spoken of last.
    HelpedThem,
    /// "they", "their", of the team spoken of last.
    They,
    /// The sentence names no team, and the one before speaks of it.
    Carried,
    /// … but begins with "But", "Yet".
    CarriedBut,
    /// … and the one before says that it goes badly for the team.
    CarriedTrouble,
    /// The sentence names no team, and the one before tells of a goal of the team: "Marlow took the lead. Odo scored".
    Announced,
    /// The man is named first, and scores.
    ScoresFirst,
    /// The team is named first, and the man scores.
    ScoresLast,
    /// The team led, and the man's goal answers that: "Marlow took the lead, Odo levelled".
    Answers,
    /// "problems for Marlow", "a nightmare for Marlow".
    TroubleFor,
    /// "a win over Marlow thanks to Odo".
    AgainstTeamFirst,
    /// The man keeps goal, and is named first.
    KeeperFirst,
    /// The man keeps goal, and is named after who attacks: "Marlow shot straight at Odo".
    KeeperLast,
    /// The sentence names no team, the one before speaks of it, and the man keeps goal.
    CarriedKeeper,
}

impl Trait {
    /// All of them.
    pub const ALL: [Self; 44] = [
        Self::ManFirst,
        Self::ManFirstAlone,
        Self::TeamFirst,
        Self::TeamFirstAlone,
        Self::DescribesOther,
        Self::Near,
        Self::Far,
        Self::Possessive,
        Self::AttackedTeam,
        Self::AttackedTeamFirst,
        Self::TeamsGoal,
        Self::HarmedTeam,
        Self::TroubledTeam,
        Self::ButBetween,
        Self::ButBetweenFirst,
        Self::ObjectManFirst,
        Self::ObjectManLast,
        Self::ObjectTeamFirst,
        Self::ObjectTeamLast,
        Self::TeamBetween,
        Self::TeamBetweenFirst,
        Self::ManBetween,
        Self::ManBetweenFirst,
        Self::ForTeam,
        Self::AgainstTeam,
        Self::HelpedTeam,
        Self::AsTeam,
        Self::ButTeam,
        Self::ThroughMan,
        Self::ButMan,
        Self::HelpedThem,
        Self::They,
        Self::Carried,
        Self::CarriedBut,
        Self::CarriedTrouble,
        Self::Announced,
        Self::ScoresFirst,
        Self::ScoresLast,
        Self::Answers,
        Self::TroubleFor,
        Self::AgainstTeamFirst,
        Self::KeeperFirst,
        Self::KeeperLast,
        Self::CarriedKeeper,
    ];
}
