//! Word classes from `words.toml`, verbs with their forms.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::notation::{Node, parse};
use crate::extraction::text::{LexiconDraft, fold::fold};

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsWire {
    /// Plain classes: words and phrases; `<other>` takes in another class.
    #[serde(default)]
    class: BTreeMap<String, Vec<String>>,
    /// Classes of verbs in their base form; each makes `name` and `name.base`, `.s`, `.ing`, `.past`, `.participle`.
    #[serde(default)]
    verb: BTreeMap<String, Vec<String>>,
    /// Past and participle of the verbs that do not follow the rule: `strike = ["struck", "struck"]`.
    #[serde(default)]
    irregular: BTreeMap<String, Vec<String>>,
    /// Parts that many patterns have: `@man` stands for the one named `man`.
    #[serde(default)]
    part: BTreeMap<String, String>,
}

impl WordsWire {
    /// Takes in the words of another file.
    ///
    /// # Errors
    /// Says which class or part both have.
    pub(super) fn take_in(&mut self, other: Self) -> Result<(), String> {
        for (into, from) in [(&mut self.class, other.class), (&mut self.verb, other.verb)] {
            for (name, entries) in from {
                if into.insert(name.clone(), entries).is_some() {
                    return Err(format!("class <{name}> is there twice"));
                }
            }
        }
        self.irregular.extend(other.irregular);
        for (name, part) in other.part {
            if self.part.insert(name.clone(), part).is_some() {
                return Err(format!("part @{name} is there twice"));
            }
        }
        Ok(())
    }

    /// A pattern written out: `@man` with a space behind is the part of that name, `{get|pop up}` any form of these verbs.
    ///
    /// # Errors
    /// Says that a bracket is not closed.
    pub(super) fn write_out(&self, pattern: &str) -> Result<String, String> {
        let mut whole = pattern.to_owned();
        for (name, part) in &self.part {
            whole = whole.replace(&format!("@{name} "), &format!("{part} "));
        }
        let mut parts = whole.split('{');
        let mut written = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (verbs, rest) = part
                .split_once('}')
                .ok_or_else(|| format!("a curly bracket is not closed in `{pattern}`"))?;
            let mut all: Vec<String> = Vec::new();
            for verb in verbs.split('|') {
                let (base, tail) = verb.split_once(' ').unwrap_or((verb, ""));
                for (_, form) in forms(base, self.irregular.get(base)) {
                    let form = format!("{form} {tail}").trim_end().to_owned();
                    if !all.contains(&form) {
                        all.push(form);
                    }
                }
            }
            written.push_str(&format!("({}){rest}", all.join("|")));
        }
        Ok(written)
    }
}

/// Phrases of several words, by class.
pub(super) type Phrases = HashMap<String, Vec<Node>>;

/// Puts all words into the lexicon.
///
/// # Errors
/// Says which class takes in an unknown one, or that there are too many.
pub(super) fn fill(wire: &WordsWire, lexicon: &mut LexiconDraft) -> Result<Phrases, String> {
    let mut phrases = Phrases::new();
    for (name, entries) in &wire.verb {
        for entry in entries {
            let (base, tail) = entry.split_once(' ').unwrap_or((entry, ""));
            for (form, word) in forms(base, wire.irregular.get(base)) {
                let phrase = format!("{word} {tail}");
                for class in [name.clone(), format!("{name}.{form}")] {
                    put(phrase.trim(), &class, lexicon, &mut phrases)?;
                }
            }
        }
    }
    for name in wire.class.keys() {
        for entry in members(wire, name, 0)? {
            put(&entry, name, lexicon, &mut phrases)?;
        }
    }
    Ok(phrases)
}

fn members(wire: &WordsWire, name: &str, depth: u8) -> Result<Vec<String>, String> {
    // `<strike>` is all forms of its verbs, `<strike.past>` one of them.
    let (verbs, wanted) = name.split_once('.').unwrap_or((name, ""));
    if let Some(verbs) = wire.verb.get(verbs) {
        return Ok(verbs
            .iter()
            .filter(|verb| !verb.contains(' '))
            .flat_map(|verb| forms(verb, wire.irregular.get(verb)))
            .filter(|(form, _)| wanted.is_empty() || wanted == *form)
            .map(|(_, word)| word)
            .collect());
    }
    let entries = wire
        .class
        .get(name)
        .ok_or_else(|| format!("unknown class <{name}>"))?;
    if depth > 6 {
        return Err(format!("class <{name}> takes in itself"));
    }
    let mut all = Vec::new();
    for entry in entries {
        match entry
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
        {
            Some(other) => all.extend(members(wire, other, depth + 1)?),
            None => all.push(entry.clone()),
        }
    }
    Ok(all)
}

fn put(
    entry: &str,
    class: &str,
    lexicon: &mut LexiconDraft,
    phrases: &mut Phrases,
) -> Result<(), String> {
    let number = lexicon
        .add_class(class)
        .ok_or_else(|| format!("class <{class}> is one too many"))?;
    let folded = fold(entry);
    if folded.contains([' ', '-']) {
        let node = parse(&folded.replace('-', " "))?;
        let known = phrases.entry(class.to_owned()).or_default();
        if !known.contains(&node) {
            known.push(node);
        }
    } else {
        let word = lexicon.add(&folded);
        lexicon.put(word, number);
    }
    Ok(())
}

/// The forms of a verb, each with the name of its class.
fn forms(base: &str, irregular: Option<&Vec<String>>) -> Vec<(&'static str, String)> {
    let mut all = vec![("base", base.to_owned()), ("s", third_person(base))];
    for stem in stems(base) {
        all.push(("ing", format!("{}ing", drop_e(&stem))));
    }
    match irregular {
        Some(given) => {
            let past = given.first().cloned().unwrap_or_default();
            let participle = given.get(1).unwrap_or(&past).clone();
            all.push(("past", past));
            all.push(("participle", participle));
        }
        None => {
            for stem in stems(base) {
                let past = regular_past(&stem);
                all.push(("past", past.clone()));
                all.push(("participle", past));
            }
        }
    }
    all
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn drop_e(stem: &str) -> &str {
    match stem.strip_suffix('e') {
        Some(short) if !stem.ends_with("ee") && !stem.ends_with("oe") => short,
        _ => stem,
    }
}

fn third_person(base: &str) -> String {
    let bytes = base.as_bytes();
    let before_y = bytes.len() > 1 && base.ends_with('y') && !is_vowel(bytes[bytes.len() - 2]);
    if before_y {
        format!("{}ies", &base[..base.len() - 1])
    } else if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn regular_past(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let before_y = bytes.len() > 1 && stem.ends_with('y') && !is_vowel(bytes[bytes.len() - 2]);
    if before_y {
        format!("{}ied", &stem[..stem.len() - 1])
    } else if stem.ends_with('e') {
        format!("{stem}d")
    } else {
        format!("{stem}ed")
    }
}

/// The stem that endings are put on: its last letter doubled after one short vowel ("slot", "slott-"), both ways for
/// words of two syllables ending in l ("level").
fn stems(base: &str) -> Vec<String> {
    let bytes = base.as_bytes();
    let count = bytes.len();
    if count < 3 {
        return vec![base.to_owned()];
    }
    let [before, vowel, last] = [bytes[count - 3], bytes[count - 2], bytes[count - 1]];
    let closed = !is_vowel(last)
        && !matches!(last, b'w' | b'x' | b'y')
        && is_vowel(vowel)
        && !is_vowel(before);
    let vowel_groups = bytes
        .iter()
        .enumerate()
        .filter(|(at, letter)| is_vowel(**letter) && (*at == 0 || !is_vowel(bytes[at - 1])))
        .count();
    let doubled = format!("{base}{}", char::from(last));
    match (closed, vowel_groups) {
        (true, 1) => vec![doubled],
        (true, _) if last == b'l' || base == "commit" || base == "admit" || base == "refer" => {
            vec![doubled, base.to_owned()]
        }
        _ => vec![base.to_owned()],
    }
}
