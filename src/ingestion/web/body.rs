//! Reading a body, unpacked and never more of it than the limit.

use std::io::Write;

use flate2::write::GzDecoder;
use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH};

use super::error::FetchError;

/// The body of a response.
pub(super) async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, FetchError> {
    let encoding = response
        .headers()
        .get(CONTENT_ENCODING)
        .map(|value| value.to_str().unwrap_or("?").trim().to_ascii_lowercase());
    let declared = response
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) {
        return Err(FetchError::TooLarge(limit));
    }
    let mut unpacked = match encoding.as_deref() {
        None | Some("" | "identity") => Unpacked::Plain(Bounded::new(limit)),
        Some("gzip" | "x-gzip") => Unpacked::Gzip(Box::new(GzDecoder::new(Bounded::new(limit)))),
        Some(_) => return Err(FetchError::WrongEncoding),
    };
    let mut arrived = 0_usize;
    while let Some(chunk) = response.chunk().await.map_err(|_| FetchError::Broken)? {
        arrived = arrived.saturating_add(chunk.len());
        if arrived > limit {
            return Err(FetchError::TooLarge(limit));
        }
        unpacked.take(&chunk)?;
    }
    unpacked.finish()
}

/// Bytes up to a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
    is_over: bool,
}

impl Bounded {
    const fn new(limit: usize) -> Self {
        Self {
            bytes: Vec::new(),
            limit,
            is_over: false,
        }
    }

    fn finish(self) -> Result<Vec<u8>, FetchError> {
        if self.is_over {
            Err(FetchError::TooLarge(self.limit))
        } else {
            Ok(self.bytes)
        }
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.limit {
            self.is_over = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What has been unpacked so far.
enum Unpacked {
    Plain(Bounded),
    Gzip(Box<GzDecoder<Bounded>>),
}

impl Unpacked {
    fn take(&mut self, chunk: &[u8]) -> Result<(), FetchError> {
        let taken = match self {
            Self::Plain(bounded) => bounded.write_all(chunk),
            Self::Gzip(decoder) => decoder.write_all(chunk),
        };
        taken.map_err(|_| self.failure())
    }

    fn failure(&self) -> FetchError {
        let bounded = match self {
            Self::Plain(bounded) => bounded,
            Self::Gzip(decoder) => decoder.get_ref(),
        };
        if bounded.is_over {
            FetchError::TooLarge(bounded.limit)
        } else {
            FetchError::Broken
        }
    }

    fn finish(self) -> Result<Vec<u8>, FetchError> {
        match self {
            Self::Plain(bounded) => bounded.finish(),
            Self::Gzip(mut decoder) => {
                if let Err(error) = decoder.try_finish() {
                    return Err(match error.kind() {
                        std::io::ErrorKind::FileTooLarge => {
                            FetchError::TooLarge(decoder.get_ref().limit)
                        }
                        _ => FetchError::Broken,
                    });
                }
                decoder.finish().map_err(|_| FetchError::Broken)?.finish()
            }
        }
    }
}
