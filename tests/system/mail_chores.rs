//! What falls due by the clock: done where mail is looked for, in the same look, and no failure of it keeps mail.

use crate::ground::{connect, run, until};
use crate::mail::{Post, letter};
use crate::sink::Sink;
use chrono::{DateTime, TimeDelta, Utc};
use outlay::app;
use outlay::error::AppError;
use outlay::mail::Chore;
use outlay::tenancy::{Organization, TenantConn};
use outlay::words::Languages;
use std::sync::Arc;

/// Something that falls due then; never works where there is no then.
struct Due(Option<DateTime<Utc>>);

impl Chore for Due {
    fn work(
        &self,
        _: &mut TenantConn<'_>,
        _: &Organization,
        _: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AppError> {
        self.0.map(Some).ok_or_else(|| AppError::internal("out of order"))
    }

    fn look(&self, _: &mut TenantConn<'_>, _: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, AppError> {
        Ok(self.0)
    }
}

/// The owner was told something that the letter of the day is to tell since `digest_at`.
fn told(post: &Post, digest_at: &str) {
    let schema = post.org.schema();
    let sql = format!(
        "INSERT INTO {schema}.notifications (id, member_id, kind, actor_id, params, digest_at, created_at) \
         SELECT gen_random_uuid(), id, 'approved', id, '{{\"expenses\": {{\"named\": [], \"count\": 4}}}}', \
         {digest_at}, now() FROM {schema}.members WHERE role = 'owner'"
    );
    run(&mut connect(&post.database.owner_url), &sql);
}

#[actix_web::test]
async fn the_next_look_is_planned_by_what_falls_due_and_a_failure_keeps_no_mail() {
    let (post, sink, now) = (Post::waiting().await, Sink::start(), Utc::now());
    let soon = now + TimeDelta::minutes(90);
    let postman = post.postman(&sink).with_chores(Arc::new([Arc::new(Due(Some(soon))) as Arc<dyn Chore>]));
    assert_eq!(postman.deliver(post.outbox(), now).await.unwrap().next, Some(soon));
    assert!(postman.sweep(now).await.unwrap().contains(&(post.outbox(), soon)), "a restart finds it");
    let broken = post.postman(&sink).with_chores(Arc::new([Arc::new(Due(None)) as Arc<dyn Chore>]));
    post.put(letter(&post.app, "Your password"), now).await;
    let delivered = broken.deliver(post.outbox(), now).await.unwrap();
    assert_eq!((delivered.sent, delivered.next), (1, Some(now + TimeDelta::minutes(5))), "and again later");
}

#[actix_web::test]
async fn the_letter_of_the_day_goes_out_when_its_time_has_come() {
    let (post, sink) = (Post::waiting().await, Sink::start());
    let chores = app::chores(&post.app.post_office, Languages::default());
    let postman = post.postman(&sink).with_chores(chores);
    told(&post, "now() + interval '1 hour'");
    let early = postman.deliver(post.outbox(), Utc::now()).await.unwrap();
    assert_eq!(early.sent, 0);
    let due = early.next.expect("it is planned");
    let (first, second) =
        tokio::join!(postman.deliver(post.outbox(), due), postman.deliver(post.outbox(), due));
    assert_eq!(first.unwrap().sent + second.unwrap().sent, 1);
    let mail = sink.mails().remove(0);
    assert_eq!(mail.header("Subject"), "Your day: 1 notification");
    let link = mail.header("List-Unsubscribe");
    assert!(link.starts_with("<http://") && link.contains("/unsubscribe/"), "{link}");
    assert_eq!(mail.header("List-Unsubscribe-Post"), "", "over TLS alone");
    assert_eq!(postman.deliver(post.outbox(), due).await.unwrap().next, None);
}

#[actix_web::test]
async fn a_running_program_finds_it_by_itself() {
    let sink = Sink::start();
    let post = Post::start(|raw| raw.smtp_url = Some(sink.url())).await;
    sink.forget();
    told(&post, "now()");
    post.wake();
    until("the mail has come", async || !sink.mails().is_empty()).await;
    assert_eq!(sink.mails()[0].header("Subject"), "Your day: 1 notification");
}
