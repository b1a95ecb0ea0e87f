//! A web server of our own on loopback, which counts what it is asked and misbehaves to order.
#![allow(
    dead_code,
    reason = "every program that includes the site uses its own part of it"
)]

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use touchline::ingestion::web::{Fetcher, Found, Limits, Lookup, Reach};

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The host it was for, with its port.
    pub host: String,
    /// The path with its query.
    pub path: String,
    /// The headers, names in lower case.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What is sent.
#[derive(Debug, Clone)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, over and over, for as long as somebody reads.
    Endless(Vec<u8>),
    /// These bytes, and then nothing more while the connection stays open.
    Stalls(Vec<u8>),
    /// These bytes, of more that were announced.
    CutShort(Vec<u8>, usize),
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Body,
}

impl Answer {
    /// A document of a type.
    pub fn of(media: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".to_owned(), media.to_owned())],
            body: Body::Bytes(body.into()),
        }
    }

    /// A page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::of("text/html; charset=utf-8", body)
    }

    /// A refusal or a redirect.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Body::Bytes(Vec::new()),
        }
    }

    /// A redirect.
    pub fn to(location: &str) -> Self {
        Self::status(302).with("location", location)
    }

    /// The same with a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with another body.
    pub fn sending(self, body: Body) -> Self {
        Self { body, ..self }
    }
}

#[derive(Default)]
struct State {
    answers: HashMap<String, Answer>,
    asked: Vec<Asked>,
    under_way: HashMap<String, usize>,
    most_at_once: usize,
}

/// The server. Clones are the same one.
#[derive(Clone)]
pub struct Site {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Site {
    /// A server that knows no page.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(serve(line, Arc::clone(&shared)));
            }
        });
        Self { address, state }
    }

    /// The address of a page of the host that goes by its number.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The address of a page of a host by name; see [`Names`].
    pub fn url_of(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on this page is there, under every host; a key with a host (`host/path`) is for that one alone.
    pub fn put(&self, key: &str, answer: Answer) {
        self.look(|state| state.answers.insert(key.to_owned(), answer));
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.look(|state| state.asked.clone())
    }

    /// What it was asked since this was last wanted to know; nothing of it is kept.
    pub fn take_asked(&self) -> Vec<Asked> {
        self.look(|state| std::mem::take(&mut state.asked))
    }

    /// How often it was asked for a path.
    pub fn count(&self, path: &str) -> usize {
        self.look(|state| {
            state
                .asked
                .iter()
                .filter(|asked| asked.path == path)
                .count()
        })
    }

    /// How many requests of one host were under way at once, at the most.
    pub fn most_at_once(&self) -> usize {
        self.look(|state| state.most_at_once)
    }

    fn look<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().expect("no test panics in here"))
    }
}

async fn serve(mut line: TcpStream, state: Arc<Mutex<State>>) {
    let Some(asked) = read(&mut line).await else {
        return;
    };
    let host = asked.host.clone();
    let answer = {
        let mut state = state.lock().expect("no test panics in here");
        let count = state.under_way.entry(host.clone()).or_default();
        *count += 1;
        state.most_at_once = state.most_at_once.max(state.under_way[&host]);
        let name = host.split(':').next().unwrap_or_default();
        let own = format!("{name}{}", asked.path);
        let answer = state
            .answers
            .get(&own)
            .or_else(|| state.answers.get(&asked.path))
            .cloned()
            .unwrap_or_else(|| Answer::status(404));
        let is_known = |name: &str, mark: &str| {
            let held = answer.headers.iter().find(|(known, _)| known == name);
            held.is_some_and(|(_, value)| !mark.is_empty() && value == mark)
        };
        let is_unchanged = is_known("etag", asked.header("if-none-match"))
            || is_known("last-modified", asked.header("if-modified-since"));
        state.asked.push(asked);
        if is_unchanged {
            Answer::status(304)
        } else {
            answer
        }
    };
    let done = || {
        if let Ok(mut state) = state.lock() {
            *state.under_way.entry(host.clone()).or_default() -= 1;
        }
    };
    // Whoever asked may have gone away; that is theirs to do.
    if let Body::Bytes(body) = &answer.body {
        // Done with the last byte, and not a moment after whoever asked knows it.
        let mut bytes = head(&answer).into_bytes();
        bytes.extend_from_slice(body);
        let (most, last) = bytes.split_at(bytes.len() - 1);
        let _ = line.write_all(most).await;
        done();
        let _ = line.write_all(last).await;
    } else {
        let _ = send(&mut line, &answer).await;
        done();
    }
    let _ = line.shutdown().await;
}

async fn read(line: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut chunk = [0; 4096];
        let count = line.read(&mut chunk).await.ok()?;
        if count == 0 {
            return None;
        }
        bytes.extend_from_slice(&chunk[..count]);
    }
    let text = String::from_utf8(bytes).ok()?;
    let mut lines = text.split("\r\n");
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Some(Asked {
        host: headers.get("host").cloned().unwrap_or_default(),
        path,
        headers,
    })
}

fn head(answer: &Answer) -> String {
    let mut head = format!("HTTP/1.1 {} -\r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match &answer.body {
        Body::Bytes(bytes) => head.push_str(&format!("content-length: {}\r\n", bytes.len())),
        Body::CutShort(_, length) => head.push_str(&format!("content-length: {length}\r\n")),
        Body::Endless(_) | Body::Stalls(_) => {}
    }
    head.push_str("\r\n");
    head
}

async fn send(line: &mut TcpStream, answer: &Answer) -> io::Result<()> {
    line.write_all(head(answer).as_bytes()).await?;
    match &answer.body {
        Body::Bytes(bytes) | Body::CutShort(bytes, _) => line.write_all(bytes).await,
        Body::Endless(bytes) => loop {
            line.write_all(bytes).await?;
        },
        Body::Stalls(bytes) => {
            line.write_all(bytes).await?;
            // Until whoever asked has had enough.
            line.read(&mut [0; 1]).await.map(drop)
        }
    }
}

/// A resolver of our own: names with their addresses, each a list of answers that follow one another; the last one stays. A name
/// that is not there is on this machine.
#[derive(Default)]
pub struct Names {
    answers: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Names {
    /// The answers to follow one another for a name.
    pub fn say(self, host: &str, answers: &[&[&str]]) -> Self {
        let read = |answer: &&[&str]| {
            let addresses = answer.iter().map(|text| text.parse().expect("an address"));
            addresses.collect()
        };
        let answers = answers.iter().rev().map(read).collect();
        self.answers
            .lock()
            .expect("no test panics in here")
            .insert(host.to_owned(), answers);
        self
    }

    /// The names that were looked up, as they are.
    pub fn log(&self) -> Arc<Mutex<Vec<String>>> {
        Arc::clone(&self.asked)
    }
}

impl Lookup for Names {
    fn find<'a>(&'a self, host: &'a str) -> Found<'a> {
        Box::pin(async move {
            self.asked
                .lock()
                .expect("no test panics in here")
                .push(host.to_owned());
            let mut answers = self.answers.lock().expect("no test panics in here");
            let found = match answers.get_mut(host) {
                Some(rest) if rest.len() > 1 => rest.pop().expect("there is more than one"),
                Some(rest) => rest.first().cloned().unwrap_or_default(),
                None => vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
            };
            Ok(found)
        })
    }
}

/// A fetcher that may reach this machine, and gives up soon.
pub fn fetcher() -> Fetcher {
    fetcher_with(Names::default())
}

/// The same with names of one's own.
pub fn fetcher_with(names: Names) -> Fetcher {
    Fetcher::new(Reach::LoopbackToo, Limits::default(), names).expect("a fetcher")
}

/// Bytes as gzip packs them.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}
