//! The list of what one was told: who finds what in it, what is unread, and what can't be seen any more.

use crate::office::{self, Office};
use crate::steps::plain;
use crate::support::{Answer, Client};

/// Avery decides about what Mira spends.
async fn office() -> Office {
    let office = office::office().await;
    office.acme.sql(
        "UPDATE members SET approver_id = (SELECT id FROM members WHERE name = 'Avery') WHERE name = 'Mira'",
    );
    office
}

async fn step(browser: &Client, path: &str, step: &str, fields: &[(&str, &str)]) {
    let answer = office::step(browser, path, step, fields).await;
    assert_eq!(answer.status, 303, "{step}: {}", answer.text);
}

async fn list(browser: &Client) -> Answer {
    let page = browser.get("/notifications").await;
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

fn sentences(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=notice] .notice-line__says").iter().map(|text| plain(text)).collect()
}

/// What stands at the bell.
async fn bell(browser: &Client) -> Option<String> {
    let page = browser.get("/settings/profile").await;
    page.first(".bell__count").map(|text| text.replace("Unread:", "").trim().to_owned())
}

/// Where the buttons of what is unread post, newest first.
fn unread(page: &Answer) -> Vec<String> {
    page.attributes("[data-testid=notice] form", "action")
}

#[actix_web::test]
async fn each_step_is_told_to_whom_it_concerns_newest_first() {
    let office = office().await;
    assert!(list(&office.mira).await.text.contains("Nothing new"));
    assert_eq!(bell(&office.mira).await, None);
    let path = office.submitted("Hotel Sacher").await;
    let told = sentences(&list(&office.avery).await);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("Unread: Mira submitted €12.50 at Hotel Sacher on "), "{}", told[0]);
    step(&office.avery, &path, "comments", &[("text", "For <two> nights?")]).await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    step(&office.acme.owner, &path, "reimburse", &[("version", "3")]).await;
    let page = list(&office.mira).await;
    let told = sentences(&page);
    let begins = ["Olivia Owner reimbursed", "Avery approved", "Avery commented on"];
    assert_eq!(told.len(), begins.len(), "{told:?}");
    for (said, begins) in told.iter().zip(begins) {
        assert!(said.starts_with(&format!("Unread: {begins} €12.50 at Hotel Sacher on ")), "{said}");
    }
    assert!(told[2].ends_with("“For <two> nights?”"), "{}", told[2]);
    assert_eq!(page.attributes("[data-testid=notice]", "data-kind"), ["reimbursed", "approved", "commented"]);
    assert_eq!(bell(&office.mira).await.as_deref(), Some("3"));
    assert_eq!(bell(&office.acme.owner).await, None, "nobody is told of their own act");
    assert_eq!(office.to("mira").await.len(), 3, "each by a letter as well");
}

#[actix_web::test]
async fn opening_marks_one_as_read_and_leads_there() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    step(&office.avery, &path, "return", &[("version", "2"), ("comment", "Which client?")]).await;
    step(&office.mira, &path, "comments", &[("text", "Acme")]).await;
    assert_eq!(bell(&office.mira).await, None, "whoever does something with it has seen it");
    step(&office.mira, &path, "submit", &[("version", "3")]).await;
    step(&office.avery, &path, "approve", &[("version", "4")]).await;
    let buttons = unread(&list(&office.mira).await);
    assert_eq!(buttons.len(), 1);
    assert_eq!(list(&office.mira).await.status, 200, "looking changes nothing");
    assert_eq!(bell(&office.mira).await.as_deref(), Some("1"));
    // Another's is not there, and nothing happens to it.
    assert_eq!(office.avery.post(&buttons[0], &[]).await.status, 404);
    assert_eq!(office.mira.get(&buttons[0]).await.status, 405);
    assert_eq!(bell(&office.mira).await.as_deref(), Some("1"));
    for _ in 0..2 {
        let opened = office.mira.post(&buttons[0], &[]).await;
        assert_eq!((opened.status, opened.location()), (303, path.clone()));
    }
    let page = list(&office.mira).await;
    assert!(unread(&page).is_empty());
    let hrefs = page.attributes("[data-testid=notice] a", "href");
    assert_eq!(hrefs, [path.as_str(), path.as_str()], "what is read is a link");
    assert_eq!(bell(&office.mira).await, None);
}

#[actix_web::test]
async fn all_that_the_page_knew_of_is_marked_as_read_at_once() {
    let office = office().await;
    for merchant in ["One", "Two"] {
        let path = office.submitted(merchant).await;
        step(&office.avery, &path, "approve", &[("version", "2")]).await;
    }
    let form = list(&office.mira).await.hidden("/notifications/read");
    let path = office.submitted("Three").await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    let answer = office.mira.post("/notifications/read", &form.pairs()).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/notifications"));
    let page = list(&office.mira).await;
    assert_eq!(unread(&page).len(), 1, "what came meanwhile stays unread");
    assert!(sentences(&page)[0].contains("Three"));
    assert_eq!(office.mira.post("/notifications/read", &[("newest", "nonsense")]).await.status, 303);
    assert_eq!(bell(&office.mira).await, None);
    assert!(!list(&office.mira).await.text.contains("Mark all as read"));
}

#[actix_web::test]
async fn several_at_once_are_one_piece_of_news() {
    let office = office().await;
    let mut fields = vec![("action", "approve".to_owned())];
    for merchant in ["One", "Two", "Three"] {
        let path = office.submitted(merchant).await;
        fields.push(("ids", path.replace("/expenses/", "")));
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(office.avery.post("/expenses/bulk", &pairs).await.status, 303);
    let page = list(&office.mira).await;
    assert_eq!(sentences(&page), ["Unread: Avery approved 3 of your expenses."]);
    assert_eq!(office.mira.post(&unread(&page)[0], &[]).await.location(), "/expenses");
}

#[actix_web::test]
async fn what_cannot_be_seen_any_more_is_told_without_particulars() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    let button = unread(&list(&office.avery).await).remove(0);
    step(&office.mira, &path, "withdraw", &[("version", "2")]).await;
    let page = list(&office.avery).await;
    assert_eq!(sentences(&page), ["Unread: Something about an expense that you can’t see any more."]);
    assert!(!page.text.contains("Sacher") && !page.text.contains("12.50"), "{}", page.text);
    assert_eq!(office.avery.post(&button, &[]).await.location(), "/notifications");
    let page = list(&office.avery).await;
    assert!(page.attributes("[data-testid=notice] a", "href").is_empty(), "nothing to open");
    // Submitted again it can be seen again, and so can what was told of it.
    step(&office.mira, &path, "submit", &[("version", "3")]).await;
    assert!(sentences(&list(&office.avery).await)[1].starts_with("Mira submitted €12.50 at Hotel Sacher"));
}

#[actix_web::test]
async fn a_long_list_is_read_page_by_page_and_nothing_twice() {
    let office = office().await;
    office.acme.sql(
        "INSERT INTO notifications (id, member_id, kind, actor_id, params, created_at) \
         SELECT gen_random_uuid(), m.id, 'approved', a.id, \
           jsonb_build_object('expenses', jsonb_build_object('named', '[]'::jsonb, 'count', n)), \
           now() - (n / 4) * interval '1 hour' \
         FROM members m, members a, generate_series(2, 76) n WHERE m.name = 'Mira' AND a.name = 'Avery'",
    );
    let (mut seen, mut pages, mut next) = (Vec::new(), Vec::new(), Some("/notifications".to_owned()));
    while let Some(address) = next {
        let page = office.mira.get(&address).await;
        seen.extend(sentences(&page));
        next = page.attribute("a[rel=next]", "href");
        pages.push(page);
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((pages.len(), all, seen.len()), (3, 75, 75));
    let back = pages[2].attribute("a[rel=prev]", "href").unwrap();
    assert_eq!(sentences(&office.mira.get(&back).await), sentences(&pages[1]));
    assert_eq!(pages[0].attribute("a[rel=prev]", "href"), None);
    for odd in ["after=nonsense", "before=", "after=0190b6c5-0000-7000-8000-000000000000"] {
        let answer = office.mira.get(&format!("/notifications?{odd}")).await;
        assert!([200, 303].contains(&answer.status), "{odd}: {}", answer.status);
    }
    assert_eq!(bell(&office.mira).await.as_deref(), Some("75"));
    let theirs = next_of(&pages[0]);
    assert_eq!(office.avery.get(&theirs).await.location(), "/notifications", "another's place is none");
}

fn next_of(page: &Answer) -> String {
    page.attribute("a[rel=next]", "href").unwrap()
}

#[actix_web::test]
async fn whoever_cannot_act_on_it_is_not_told() {
    let office = office().await;
    office.acme.sql("UPDATE members SET role = 'auditor' WHERE name = 'Avery'");
    office.submitted("Later").await;
    office.acme.sql("UPDATE members SET role = 'approver', deactivated_at = now() WHERE name = 'Avery'");
    office.submitted("Gone").await;
    assert_eq!(office.acme.ask("SELECT count(*) FROM notifications"), "0");
}

#[actix_web::test]
async fn money_and_sentences_are_the_readers_own() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    let in_english = sentences(&list(&office.mira).await).remove(0);
    assert!(in_english.contains("Avery approved €12.50"), "{in_english}");
    office.acme.sql("UPDATE members SET locale = 'de-AT' WHERE name = 'Mira'");
    let in_german = sentences(&list(&office.mira).await).remove(0);
    assert!(in_german.starts_with("Ungelesen: Avery hat freigegeben: ") && in_german.contains("12,50"));
}
