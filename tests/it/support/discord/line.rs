//! TCP connections that a fault can cut.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::{extract::connect_info::Connected, serve::IncomingStream};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// One connection: set, it is reset instead of carrying another byte.
#[derive(Debug, Clone, Default)]
pub(super) struct Line(Arc<AtomicBool>);

impl Line {
    /// Resets the connection at its next byte.
    pub fn cut(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Connected<IncomingStream<'_, Switchboard>> for Line {
    fn connect_info(stream: IncomingStream<'_, Switchboard>) -> Self {
        stream.io().line.clone()
    }
}

/// A listener that can stop answering and come back on the same port.
pub(super) struct Switchboard {
    addr: SocketAddr,
    listener: Option<TcpListener>,
    open: watch::Receiver<bool>,
}

impl Switchboard {
    pub async fn bind(open: watch::Receiver<bool>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self {
            addr: listener.local_addr()?,
            listener: Some(listener),
            open,
        })
    }

    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }
}

impl axum::serve::Listener for Switchboard {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            if !*self.open.borrow_and_update() {
                self.listener = None;
                if self.open.wait_for(|open| *open).await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
            if self.listener.is_none() {
                self.listener = TcpListener::bind(self.addr).await.ok();
            }
            let Some(listener) = &self.listener else {
                tokio::task::yield_now().await;
                continue;
            };
            tokio::select! {
                accepted = listener.accept() => if let Ok((stream, addr)) = accepted {
                    let _ = stream.set_nodelay(true);
                    return (Wire { stream, line: Line::default(), open: self.open.clone() }, addr);
                },
                _ = self.open.changed() => {}
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.addr)
    }
}

/// A stream that heeds its [`Line`] and the switchboard.
pub(super) struct Wire {
    stream: TcpStream,
    line: Line,
    open: watch::Receiver<bool>,
}

impl Wire {
    fn is_cut(&self) -> bool {
        self.line.0.load(Ordering::SeqCst) || !*self.open.borrow()
    }

    fn reset(&self) -> io::Error {
        // Without lingering the peer sees a reset, not an orderly end.
        let _ = self.stream.set_zero_linger();
        io::ErrorKind::ConnectionReset.into()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.is_cut() {
            return Poll::Ready(Err(self.reset()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.is_cut() {
            return Poll::Ready(Err(self.reset()));
        }
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
