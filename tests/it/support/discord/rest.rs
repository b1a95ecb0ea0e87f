//! The REST side: one door through which every request goes.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::Response,
};
use serde_json::{Value, json};

use super::{
    Inner, TOKEN,
    buckets::Verdict,
    faults::{self, Fault, Route},
    interactions,
    line::Line,
    messages, payloads,
    routes::{Call, find},
    schema,
    world::World,
};

/// An answer before it is written.
#[derive(Debug)]
pub(super) enum Said {
    Json(Value),
    Nothing,
    Refused(u16, u64, &'static str),
}

/// Every request comes through here.
pub(super) async fn answer(
    State(inner): State<Arc<Inner>>,
    ConnectInfo(line): ConnectInfo<Line>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let path = uri.path().strip_prefix("/api/v10").unwrap_or(uri.path());
    let Some((route, template, first, second, token)) = find(&method, path) else {
        inner.problem(format!("no such route: {method} {path}"));
        return written(404, &[], json!({ "message": "404: Not Found", "code": 0 }));
    };
    let body = match read_body(&headers, &bytes) {
        Ok(body) => body,
        Err(why) => {
            inner.problem(format!("{method} {path}: {why}"));
            return written(400, &[], json!({ "message": why, "code": 50109 }));
        }
    };
    if !bytes.is_empty() && inner.validates {
        for fault in schema::faults(method.as_str(), template, &body) {
            inner.problem(format!("{method} {path}: {fault}; body: {body}"));
        }
    }
    let call = Call {
        route,
        template,
        first,
        second,
        token,
        query: uri.query().unwrap_or_default(),
        body,
    };
    let now = inner.now();
    let on_channel = matches!(
        route,
        Route::Channel
            | Route::Post
            | Route::Edit
            | Route::Delete
            | Route::History
            | Route::Message
            | Route::Thread
    );
    let without_token = matches!(
        route,
        Route::Callback
            | Route::FollowUp
            | Route::ReadAnswer
            | Route::EditAnswer
            | Route::DeleteAnswer
            | Route::Gateway
    );
    let (fault, ticket) = inner.change(|world| {
        if inner.validates {
            world.requests.push((method.to_string(), path.to_owned()));
        }
        let fault = faults::take(&mut world.armed, route, on_channel.then_some(first));
        if matches!(
            fault,
            Some(Fault::Hang | Fault::HangAfterAccept | Fault::Held)
        ) {
            world.hanging += 1;
        }
        (fault, world.hanging)
    });
    if !without_token
        && headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            != Some(&format!("Bot {TOKEN}"))
    {
        return written(
            401,
            &[],
            json!({ "message": "401: Unauthorized", "code": 0 }),
        );
    }
    match fault {
        Some(Fault::RateLimited {
            after,
            global,
            header,
        }) => {
            return limited(after, global, header);
        }
        Some(Fault::Status(status)) => return page(status),
        Some(Fault::Code(status, code)) => {
            return written(
                status,
                &[],
                json!({ "message": words_of(code), "code": code }),
            );
        }
        Some(Fault::Hang) => {
            std::future::pending::<()>().await;
        }
        Some(Fault::Drop) => {
            line.cut();
            return page(500);
        }
        Some(
            Fault::Empty
            | Fault::StatusAfterAccept(_)
            | Fault::ReplyLostAfterAccept
            | Fault::HangAfterAccept
            | Fault::Held,
        )
        | None => {}
    }
    let (said, verdict) = match inner.change(|world| admit(world, &call, without_token, now)) {
        Err(refusal) => return *refusal,
        Ok(verdict) => {
            // A body over the limits is refused as Discord would, and was noted as a problem above.
            let said = inner.change(|world| carry_out(world, &call, now));
            (said, verdict)
        }
    };
    match fault {
        Some(Fault::Empty) => return bare(200),
        Some(Fault::StatusAfterAccept(status)) => return page(status),
        Some(Fault::ReplyLostAfterAccept) => line.cut(),
        Some(Fault::HangAfterAccept) => std::future::pending::<()>().await,
        Some(Fault::Held) => inner.released(ticket).await,
        _ => {}
    }
    let headers = verdict
        .map(|verdict| bucket_headers(&call, verdict, now))
        .unwrap_or_default();
    match said {
        Said::Json(value) => {
            if let Some(problem) = misread(call.route, &value) {
                inner.problem(problem);
            }
            written(200, &headers, value)
        }
        Said::Nothing => bare(204),
        Said::Refused(status, code, message) => written(
            status,
            &headers,
            json!({ "message": message, "code": code }),
        ),
    }
}

/// The JSON of a request; of a form with files, the part that is JSON.
fn read_body(headers: &HeaderMap, bytes: &Bytes) -> Result<Value, String> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let text = String::from_utf8_lossy(bytes);
        let part = text
            .split_once("name=\"payload_json\"")
            .and_then(|(_, rest)| rest.split_once("\r\n\r\n"))
            .and_then(|(_, rest)| rest.split_once("\r\n--"))
            .map(|(json, _)| json.to_owned())
            .ok_or("a form without payload_json")?;
        return serde_json::from_str(&part).map_err(|error| error.to_string());
    }
    if !kind.starts_with("application/json") {
        return Err(format!("the body says it is {kind:?}"));
    }
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

/// Counts the request against its buckets.
fn admit(
    world: &mut World,
    call: &Call<'_>,
    without_token: bool,
    now: Duration,
) -> Result<Option<Verdict>, Box<Response>> {
    let limits = world.limits;
    if !without_token {
        let all = world
            .buckets
            .take("global", limits.global, limits.global_window, now);
        if !all.allowed {
            world.limited += 1;
            return Err(Box::new(limited(all.reset_after, true, true)));
        }
    }
    if !matches!(call.route, Route::Post | Route::Edit) {
        return Ok(None);
    }
    let bucket = format!("{:?}:{}", call.route, call.first);
    let verdict = world
        .buckets
        .take(&bucket, limits.per_channel, limits.channel_window, now);
    if verdict.allowed {
        return Ok(Some(verdict));
    }
    world.limited += 1;
    let headers = bucket_headers(call, verdict, now);
    let mut response = limited(verdict.reset_after, false, true);
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, value.parse().expect("a number is a header value"));
    }
    Err(Box::new(response))
}

fn carry_out(world: &mut World, call: &Call<'_>, now: Duration) -> Said {
    match call.route {
        Route::Gateway => Said::Json(json!({ "url": world.gateway_url })),
        Route::GatewayBot => Said::Json(json!({
            "url": world.gateway_url, "shards": 1,
            "session_start_limit": { "total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1 },
        })),
        Route::CurrentUser => Said::Json(payloads::bot()),
        Route::Application => Said::Json(payloads::application()),
        Route::Commands | Route::GuildCommands => interactions::register(world, call),
        Route::Callback => interactions::callback(world, call, now),
        Route::FollowUp => interactions::follow_up(world, call, now),
        Route::ReadAnswer => interactions::read(world, call),
        Route::EditAnswer => interactions::edit(world, call, now),
        Route::DeleteAnswer => interactions::delete(world, call),
        Route::Channel => messages::channel(world, call),
        Route::Post => messages::post(world, call, now),
        Route::Edit => messages::edit(world, call),
        Route::Delete => messages::delete(world, call),
        Route::History => messages::history(world, call),
        Route::Message => messages::one(world, call),
        Route::Thread => messages::start_thread(world, call),
        Route::OpenDirectMessage => messages::open_direct_message(world, call),
        Route::Guild | Route::GuildChannels | Route::Roles | Route::Member => {
            messages::guild(world, call)
        }
    }
}

/// What serenity makes of an answer.
fn misread(route: Route, value: &Value) -> Option<String> {
    use payloads::misread as wrong;
    use serenity::all as discord;
    match route {
        Route::Gateway | Route::GatewayBot => None,
        Route::CurrentUser => wrong::<discord::CurrentUser>("user", value),
        Route::Application => wrong::<discord::CurrentApplicationInfo>("application", value),
        Route::Commands | Route::GuildCommands => {
            wrong::<Vec<discord::Command>>("list of commands", value)
        }
        Route::Callback | Route::DeleteAnswer | Route::Delete => None,
        Route::FollowUp
        | Route::ReadAnswer
        | Route::EditAnswer
        | Route::Post
        | Route::Edit
        | Route::Message => wrong::<discord::Message>("message", value),
        Route::History => wrong::<Vec<discord::Message>>("list of messages", value),
        Route::Channel | Route::OpenDirectMessage => wrong::<discord::Channel>("channel", value),
        Route::Thread => wrong::<discord::GuildChannel>("thread", value),
        Route::Guild => wrong::<discord::PartialGuild>("guild", value),
        Route::GuildChannels => wrong::<Vec<discord::GuildChannel>>("list of channels", value),
        Route::Roles => wrong::<Vec<discord::Role>>("list of roles", value),
        Route::Member => wrong::<discord::Member>("member", value),
    }
}

/// Discord's words for a code.
fn words_of(code: u64) -> &'static str {
    match code {
        10_003 => "Unknown Channel",
        10_008 => "Unknown Message",
        10_062 => "Unknown interaction",
        30_046 => "Maximum number of edits to messages older than 1 hour reached. Try again later",
        40_060 => "Interaction has already been acknowledged.",
        50_001 => "Missing Access",
        50_013 => "Missing Permissions",
        50_035 => "Invalid Form Body",
        50_083 => "Thread is archived",
        _ => "as the test wants",
    }
}

fn bucket_headers(call: &Call<'_>, verdict: Verdict, now: Duration) -> Vec<(&'static str, String)> {
    vec![
        ("x-ratelimit-limit", verdict.limit.to_string()),
        ("x-ratelimit-remaining", verdict.remaining.to_string()),
        (
            "x-ratelimit-reset",
            format!("{:.3}", (now + verdict.reset_after).as_secs_f64()),
        ),
        (
            "x-ratelimit-reset-after",
            format!("{:.3}", verdict.reset_after.as_secs_f64()),
        ),
        (
            "x-ratelimit-bucket",
            format!("{:?}", call.route).to_lowercase(),
        ),
    ]
}

/// 429 as Discord writes it: whole seconds in the header, thousandths in the body.
fn limited(after: Duration, global: bool, header: bool) -> Response {
    let body = json!({
        "message": "You are being rate limited.",
        "retry_after": (after.as_secs_f64() * 1000.0).ceil() / 1000.0,
        "global": global,
    });
    let mut headers = Vec::new();
    if header {
        headers.push(("retry-after", format!("{}", after.as_secs_f64().ceil())));
        headers.push((
            "x-ratelimit-scope",
            if global { "global" } else { "user" }.to_owned(),
        ));
        if global {
            headers.push(("x-ratelimit-global", "true".to_owned()));
        }
    }
    written(429, &headers, body)
}

fn written(status: u16, headers: &[(&'static str, String)], body: Value) -> Response {
    let mut response = Response::builder()
        .status(StatusCode::from_u16(status).expect("the test names a status"))
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        response = response.header(*name, value);
    }
    response
        .body(Body::from(body.to_string()))
        .expect("all headers are plain")
}

/// What stands between us and Discord answers with a page.
fn page(status: u16) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(status).expect("the test names a status"))
        .header(header::CONTENT_TYPE, "text/html")
        .body(Body::from("<html><head><title>Error</title></head></html>"))
        .expect("all headers are plain")
}

fn bare(status: u16) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(status).expect("the test names a status"))
        .body(Body::empty())
        .expect("all headers are plain")
}
