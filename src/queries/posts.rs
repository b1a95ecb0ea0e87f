//! What became of a match's posts in the channels of a server.

use super::Queries;
use crate::facts::MatchId;
use crate::questions::{ChannelPost, PostFate};
use crate::store::{StoreError, number_of, snowflake};

impl Queries {
    /// What became of the summary of a match in each channel of a server that was owed one, the last word on each.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn posts(&self, guild: u64, game: MatchId) -> Result<Vec<ChannelPost>, StoreError> {
        let guild = snowflake(guild)?;
        // A digest stands for what is gathered in it.
        let rows = sqlx::query!(
            r#"select o.channel_id, coalesce(d.state, o.state) as "state!: String", coalesce(d.due_at, o.due_at) as "due_at!: i64",
                 coalesce(d.problem, o.problem) as "problem: String", coalesce(d.message_id, o.message_id) as "message: i64",
                 coalesce(d.settled_at, o.settled_at) as "settled_at: i64", o.complete_by,
                 o.gathered_in is not null as "in_digest!: bool"
             from outbox o left join outbox d on d.delivery_id = o.gathered_in
             where o.guild_id = ? and o.match_id = ? and o.kind = 'summary'
             order by o.channel_id, o.delivery_id"#,
            guild,
            game.0,
        )
        .fetch_all(&self.readers)
        .await?;
        let mut posts: Vec<ChannelPost> = Vec::new();
        for row in rows {
            let problem = row.problem;
            let why = || problem.clone().unwrap_or_default();
            let fate = match (row.state.as_str(), row.message) {
                ("sent", Some(message)) => PostFate::Sent {
                    at: row.settled_at.unwrap_or_default(),
                    message: number_of(message),
                    in_digest: row.in_digest,
                },
                ("refused", _) => PostFate::Refused(why()),
                ("uncertain", _) => PostFate::Uncertain(why()),
                ("dropped", _) => PostFate::Dropped(why()),
                _ => PostFate::Waiting {
                    due_at: row.due_at,
                    complete_by: row.complete_by,
                    problem,
                },
            };
            let channel = number_of(row.channel_id);
            let post = ChannelPost { channel, fate };
            match posts.last_mut() {
                Some(last) if last.channel == channel => *last = post,
                _ => posts.push(post),
            }
        }
        Ok(posts)
    }
}
