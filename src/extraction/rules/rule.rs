//! One rule: as it is written, and as it is run.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A sentence for or against a rule.
#[derive(Debug, Clone, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What is to be read from it (catches), or why it is to be left (`why`); the keys are the family's.
    #[serde(flatten)]
    pub expects: BTreeMap<String, String>,
}

/// One rule, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Permanent: `family.plain_words`. Evidence in databases cites it.
    pub id: String,
    /// What the words look like; any of them.
    pub patterns: Vec<String>,
    /// What it means to the code of its family.
    #[serde(default)]
    means: BTreeMap<Box<str>, Meaning>,
    /// Sentences it must catch.
    pub catches: Vec<Example>,
    /// Tempting sentences it must leave.
    pub ignores: Vec<Example>,
}

impl Written {
    /// What running it takes, and its patterns: the sentences prove it and stay behind.
    pub(super) fn taken_apart(self) -> (Rule, Vec<String>) {
        let rule = Rule {
            id: self.id,
            means: self.means.into_iter().collect(),
        };
        (rule, self.patterns)
    }
}

/// One rule, as it is run.
#[derive(Debug)]
pub struct Rule {
    /// Permanent: `family.plain_words`. Evidence in databases cites it.
    pub id: String,
    means: Box<[(Box<str>, Meaning)]>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Meaning {
    Flag(bool),
    Number(i64),
    Word(Box<str>),
}

impl Rule {
    fn means(&self, key: &str) -> Option<&Meaning> {
        let known = self.means.iter().find(|(known, _)| **known == *key);
        known.map(|(_, meaning)| meaning)
    }

    /// A word of its meaning.
    #[must_use]
    pub fn meaning(&self, key: &str) -> Option<&str> {
        match self.means(key)? {
            Meaning::Word(word) => Some(word),
            Meaning::Flag(_) | Meaning::Number(_) => None,
        }
    }

    /// A number of its meaning.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.means(key)? {
            Meaning::Number(number) => Some(*number),
            Meaning::Flag(_) | Meaning::Word(_) => None,
        }
    }

    /// Whether its meaning has this flag set.
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        matches!(self.means(key), Some(Meaning::Flag(true)))
    }
}
