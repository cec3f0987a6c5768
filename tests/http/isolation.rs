//! Organizations are apart. Walks the program's own table of routes, so that a new address can't be forgotten: each is
//! asked with a neighbour's session, ids, tokens, origin and host, and nothing of the other may show or change.

use crate::receipts::{picture, upload};
use crate::steps::Fields;
use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp};
use chrono::Utc;
use diesel::prelude::*;
use image::ImageFormat;
use outlay::app;
use outlay::domain::id::MemberId;
use outlay::identity::sessions::{self, Purpose};
use outlay::policy::role::Role;
use outlay::schema::tenant::members;
use outlay::web::routes::{Access, On, Verb};
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Stands in a path for a secret.
const TOKEN: &str = "SECRET-OF-A-LINK";
const SESSION: &str = "outlay_session";

/// An organization with something of every kind in it, each with a mark that no other page has.
struct House {
    org: Organization,
    /// What may never be seen by others.
    marks: Vec<String>,
    /// A live expense and one in the trash.
    expenses: Vec<String>,
    /// A handover token that has not been used.
    token: String,
    /// A form token that has.
    form_token: String,
    category: String,
    rule: String,
    absence: String,
    /// What its owner was told.
    notification: String,
    /// Its owner and another member.
    members: Vec<String>,
    /// One of the live expense, and one that waits for its form.
    receipts: Vec<String>,
    /// One that waits.
    invitations: Vec<String>,
    /// The secret of its link.
    invitation_token: String,
    /// The secret of a link by which its member gets no more mails of a kind.
    unsubscribe: String,
}

impl House {
    async fn build(name: &str) -> Self {
        let app = TestApp::start().await;
        let owner = format!("Odile {name}-mark");
        let org = app.organization_with(name, &[("name", &owner)]).await;
        let mira = org.member(&format!("Mira{name}mark"), Role::Member).await;
        let form_token = Uuid::new_v4().to_string();
        let note = format!("note-{name}-mark");
        let fields =
            [("merchant", format!("Merchant {name}-mark")), ("amount", format!("4815{}.62", name.len()))];
        let pairs = [
            ("merchant", fields[0].1.as_str()),
            ("amount", fields[1].1.as_str()),
            ("note", &note),
            ("form_token", &form_token),
        ];
        let live = org.spend_as(&org.owner, &pairs).await;
        let trashed = org.spend_as(&mira, &pairs[..3]).await;
        assert_eq!(mira.post(&format!("{trashed}/delete"), &[]).await.status, 303);
        let email = org.owner_email();
        let token = org
            .run(move |conn| {
                let owner: Option<Uuid> =
                    conn.find(members::table.filter(members::email.eq(email)).select(members::id))?;
                sessions::insert_token(conn, Purpose::Handover, MemberId::from(owner.unwrap()), Utc::now())
            })
            .await;
        let category = org.category("Meals").await;
        let unsubscribe = org.unsubscribe_link(&mira).await.replace("/unsubscribe/", "");
        let rule = [("when", "merchant"), ("effect", "block"), ("exception", "1")];
        let rule = org.rule(&[&rule[..], &[("merchant", &format!("{name}-mark"))]].concat()).await;
        let (again, reason) = (Uuid::new_v4().to_string(), format!("reason-{name}-mark"));
        let edit = [&pairs[..3], &[("exception", &*reason), ("form_token", &again)]].concat();
        org.spend_as(&org.owner, &[&edit[..], &[("keep", live.trim_start_matches("/expenses/"))]].concat())
            .await;
        assert_eq!(org.ask("SELECT count(*) FROM exceptions"), "1");
        assert_eq!(org.ask("SELECT count(*) FROM kept_pairs"), "1");
        let told = json!({ "expenses": { "named": [{
            "id": live.replace("/expenses/", ""), "amount": "4815.62", "currency": "EUR",
            "merchant": format!("Merchant {name}-mark"), "spent_on": "2026-11-02",
        }], "count": 1, "words": note } });
        org.sql(&format!(
            "INSERT INTO notifications (id, member_id, kind, actor_id, expense_id, params, created_at) \
             SELECT gen_random_uuid(), m.id, 'commented', m.id, '{}', '{told}', now() \
             FROM members m WHERE m.role = 'owner'",
            live.replace("/expenses/", ""),
        ));
        let notification = org.ask("SELECT id::text FROM notifications WHERE kind = 'commented'");
        org.sql(&format!(
            "INSERT INTO absences (id, member_id, delegate_id, first_day, last_day, note, created_at) \
             SELECT gen_random_uuid(), o.id, m.id, current_date + 3, current_date + 9, 'absence-{name}-mark', now() \
             FROM members o, members m WHERE o.role = 'owner' AND m.role = 'member'",
        ));
        let absence = org.ask("SELECT id::text FROM absences");
        let invitee = format!("invitee@{name}-mark.test");
        let fields = [("emails", invitee.as_str()), ("role", "approver")];
        assert_eq!(org.owner.post("/members/invitations", &fields).await.status, 303);
        let invitation_token = org.link_to(&invitee).await.replace("/invitations/", "");
        let ids = |table: &str| {
            let ids = org.ask(&format!("SELECT string_agg(id::text, ',') FROM {table}"));
            ids.split(',').map(str::to_owned).collect::<Vec<_>>()
        };
        let (members, invitations) = (ids("members"), ids("invitations"));
        let picture = picture(1, ImageFormat::Jpeg);
        let file = [(&*format!("receipt-{name}-mark.jpg"), &picture[..])];
        let more = format!("{live}/receipts");
        assert_eq!(upload(&org.owner, &more, &Fields::of(&[]), &file).await.status, 303);
        assert_eq!(upload(&org.owner, "/expenses", &Fields::of(&[]), &file).await.status, 422);
        let receipts = ids("receipts");
        assert_eq!(receipts.len(), 2);
        let id = |path: &str| path.replace("/expenses/", "");
        let expenses = vec![id(&live), id(&trashed)];
        let mut marks = vec![
            format!("{name}-mark"),
            format!("mira{name}mark"),
            format!("Mira{name}mark"),
            format!("48,15{}.62", name.len()),
        ];
        marks.push(org.owner_email());
        Self {
            org,
            marks,
            expenses,
            token,
            form_token,
            category,
            rule,
            absence,
            notification,
            members,
            receipts,
            invitations,
            invitation_token,
            unsubscribe,
        }
    }

    fn host(&self) -> String {
        self.org.host()
    }
}

/// The addresses that a pattern stands for in this house. A parameter that nobody taught this test fails it.
fn fill(pattern: &str, house: &House) -> Vec<String> {
    let mut paths = vec![pattern.to_owned()];
    while let Some(open) = paths[0].find('{') {
        let close = paths[0][open..].find('}').expect("a closing brace") + open;
        let name = paths[0][open + 1..close].to_owned();
        let values: &[String] = match name.as_str() {
            "expense" => &house.expenses,
            "category" => std::slice::from_ref(&house.category),
            "rule" => std::slice::from_ref(&house.rule),
            "absence" => std::slice::from_ref(&house.absence),
            "notification" => std::slice::from_ref(&house.notification),
            "member" => &house.members,
            "invitation" => &house.invitations,
            "receipt" => &house.receipts,
            // Whose, each test says for itself.
            "token" => &[TOKEN.to_owned()],
            unknown => panic!("{pattern}: say here what {unknown:?} of a neighbour is"),
        };
        let filled =
            |path: &String| values.iter().map(|value| path.replace(&format!("{{{name}}}"), value)).collect();
        paths = paths.iter().flat_map(|path| -> Vec<String> { filled(path) }).collect();
    }
    paths
}

/// Every address with both verbs, whether the table has them or not: host, access, verb, path.
fn walk(house: &House) -> Vec<(On, Access, Method, String)> {
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    for route in app::routes() {
        for path in fill(route.path, house) {
            for verb in [Method::GET, Method::HEAD, Method::POST] {
                if seen.insert((route.on as u8, verb.to_string(), path.clone())) {
                    let here =
                        |other: &outlay::web::routes::Route| other.path == route.path && other.on == route.on;
                    let is_member =
                        app::routes().iter().filter(|other| here(other)).all(|o| o.access == Access::Member);
                    let access = if is_member { Access::Member } else { route.access };
                    steps.push((route.on, access, verb, path.clone()));
                }
            }
        }
    }
    assert!(steps.len() > 40, "{}", steps.len());
    steps
}

/// A form that fits every address, filled with what belongs to `house`; sign-in with `password`.
fn form(house: &House, token: &str, password: &str) -> Fields {
    Fields::of(&[
        ("action", "delete"),
        ("ids", &house.expenses.join(",")),
        ("spent_on", "2026-11-02"),
        ("merchant", "Intruder"),
        ("amount", "1.00"),
        ("currency", "EUR"),
        ("category_id", &house.category),
        ("name", "Intruder"),
        ("into", &house.category),
        ("parent_id", &house.category),
        ("form_token", &house.form_token),
        ("version", "1"),
        ("token", token),
        ("email", &house.org.owner_email()),
        ("password", password),
        ("next", "/expenses"),
        ("ids", &format!("{}:1", house.expenses[0])),
        ("action", "approve"),
        ("reason", "Intruder"),
        ("comment", "Intruder"),
        ("text", "Intruder"),
        ("member_id", &house.members[0]),
        ("role", "admin"),
        ("approver_id", &house.members[1]),
        ("waiting", &house.receipts[1]),
        ("who", &format!("member:{}", house.members[0])),
        ("when", "always"),
        ("effect", "block"),
        ("newest", &house.notification),
        ("delegate_id", &house.members[1]),
        ("first_day", "2062-11-02"),
        ("last_day", "2062-11-03"),
    ])
}

/// Asks with what `whose` house gave out: its token of the handover, its links.
async fn ask(browser: &Client, verb: &Method, path: &str, whose: &House, form: &Fields) -> Answer {
    let token = &whose.token;
    let secret = if path.contains("subscribe/") { &whose.unsubscribe } else { &whose.invitation_token };
    let path = &path.replace(TOKEN, secret);
    match *verb {
        // Whoever types an address there is sent nothing but a mail to it; the mail is no leak, but it is a row.
        Method::POST if path == "/password/forgot" => {
            browser.post(path, &form.clone().with("email", "nobody@example.com").pairs()).await
        }
        Method::POST => browser.post(path, &form.pairs()).await,
        _ => {
            let separator = if path.contains('?') { '&' } else { '?' };
            let asked = format!("{path}{separator}token={token}&status=trash&per=200");
            let asked = if path == "/welcome" || path == "/password/reset" { asked } else { path.to_owned() };
            browser.send(verb.clone(), &asked, &[], None).await
        }
    }
}

/// The person's own address may come back in the form they typed it into; nothing else of the house may.
fn shows_nothing(what: &str, answer: &Answer, house: &House, typed: &Fields) {
    let headers = format!("{:?}", answer.headers);
    for mark in house.marks.iter().filter(|mark| *mark != typed.value("email")) {
        assert!(!answer.text.contains(mark.as_str()), "{what} shows {mark}: {}", answer.text);
        assert!(!headers.contains(mark.as_str()), "{what} shows {mark}: {headers}");
    }
    assert!(answer.status < 500, "{what}: {}", answer.status);
}

/// A browser on `host` that has stolen, or brought along, another host's cookie.
fn with_cookie(house: &House, host: &str) -> Client {
    let browser = house.org.app.client(host);
    browser.set_cookie(SESSION, &house.org.owner.cookie(SESSION).unwrap());
    browser
}

#[actix_web::test]
async fn a_neighbours_session_and_none_open_nothing() {
    let (home, neighbour) = (House::build("acme").await, House::build("globex").await);
    let before = (home.org.contents(), neighbour.org.contents());
    let form = form(&home, &neighbour.token, "wrong-password");
    for (on, access, verb, path) in walk(&home) {
        let host = if on == On::Base { "localhost".to_owned() } else { home.host() };
        let visitors = [
            ("a neighbour's session", with_cookie(&neighbour, &host)),
            ("no session", home.org.app.client(&host)),
        ];
        for (who, browser) in visitors {
            let answer = ask(&browser, &verb, &path, &neighbour, &form).await;
            let what = format!("{verb} {path} with {who}");
            shows_nothing(&what, &answer, &home, &form);
            if access == Access::Member {
                assert!(!(200..300).contains(&answer.status), "{what}: {}", answer.status);
            }
        }
    }
    assert_eq!(home.org.contents(), before.0, "nothing changed here");
    assert_eq!(neighbour.org.contents(), before.1, "nor at the neighbour's, whose session it was");
}

#[actix_web::test]
async fn a_neighbours_ids_and_tokens_are_not_there() {
    let (home, neighbour) = (House::build("acme").await, House::build("globex").await);
    let before = home.org.contents();
    // Even the right password of the wrong house.
    let form = form(&home, &home.token, PASSWORD);
    for (on, _, verb, path) in walk(&home) {
        let host = if on == On::Base { "localhost".to_owned() } else { neighbour.host() };
        let browser = match verb {
            _ if on == On::Base => home.org.app.client(&host),
            // Signed in anew for each: some of the addresses sign out.
            Method::POST => neighbour.org.sign_in(&neighbour.org.owner_email()).await,
            _ => neighbour.org.owner.clone(),
        };
        let answer = ask(&browser, &verb, &path, &home, &form).await;
        let what = format!("{verb} {path} at the neighbour's");
        shows_nothing(&what, &answer, &home, &form);
        let ids = home
            .expenses
            .iter()
            .chain(&home.members)
            .chain(&home.invitations)
            .chain(&home.receipts)
            .chain([&home.category, &home.rule, &home.absence, &home.notification]);
        if ids.clone().any(|id| path.contains(id.as_str())) {
            assert!([404, 405].contains(&answer.status), "{what}: {}", answer.status);
        }
    }
    assert_eq!(home.org.contents(), before);
    let welcome = format!("/welcome?token={}", home.token);
    assert_eq!(home.org.stranger().get(&welcome).await.location(), "/", "its own token was not used up");
}

#[actix_web::test]
async fn a_neighbours_origin_changes_nothing() {
    let (home, neighbour) = (House::build("acme").await, House::build("globex").await);
    let before = home.org.contents();
    let form = form(&home, &home.token, PASSWORD);
    let origin = neighbour.org.owner.origin();
    for (on, access, verb, path) in walk(&home) {
        if verb != Method::POST || on == On::Any {
            continue;
        }
        let browser = if on == On::Base { home.org.app.base() } else { home.org.owner.clone() };
        for headers in [
            vec![("origin", origin.as_str()), ("sec-fetch-site", "same-site")],
            vec![("origin", origin.as_str())],
        ] {
            // Programs that show mail post there from anywhere: the neighbour's secret opens nothing here.
            let path = if access == Access::OneClick {
                path.replace(TOKEN, &neighbour.unsubscribe)
            } else {
                path.clone()
            };
            let answer = browser.post_with(&path, &form.pairs(), &headers).await;
            let refused = if access == Access::OneClick { 404 } else { 403 };
            assert_eq!(answer.status, refused, "{path}");
            // The frame round its own members' problems names the house.
            if access != Access::OneClick {
                shows_nothing(&path, &answer, &home, &form);
            }
        }
    }
    assert_eq!(home.org.contents(), before);
}

#[actix_web::test]
async fn the_host_alone_says_which_organization() {
    let (home, neighbour) = (House::build("acme").await, House::build("globex").await);
    let (here, there) = (home.host(), neighbour.host());
    let typed = Fields::of(&[]);
    for header in [
        "x-forwarded-host",
        "forwarded",
        "x-host",
        "x-original-host",
        "x-http-host-override",
        "x-forwarded-server",
    ] {
        let value = if header == "forwarded" { format!("host={here}") } else { here.clone() };
        let answer = neighbour.org.owner.send(Method::GET, "/expenses", &[(header, &value)], None).await;
        assert_eq!(answer.status, 200, "{header}");
        assert!(answer.text.contains("globex-mark"), "{header}");
        shows_nothing(header, &answer, &home, &typed);
        // And the other way round: the neighbour's cookie with a claim to be there, sent here.
        let value = if header == "forwarded" { format!("host={there}") } else { there.clone() };
        let answer =
            with_cookie(&neighbour, &here).send(Method::GET, "/expenses", &[(header, &value)], None).await;
        assert!(answer.asks_to_sign_in(), "{header}: {}", answer.status);
    }
}

#[actix_web::test]
async fn an_organization_has_no_page_of_the_base_domain_and_the_other_way_round() {
    let home = House::build("acme").await;
    for route in app::routes() {
        let is_on_both = app::routes().iter().any(|o| o.path == route.path && o.on != route.on);
        if is_on_both || route.on == On::Any {
            continue;
        }
        let browser =
            if route.on == On::Base { home.org.owner.clone() } else { with_cookie(&home, "localhost") };
        for path in fill(route.path, &home) {
            let answer = match route.verb {
                Verb::Post => browser.post(&path, &[]).await,
                Verb::Get => browser.get(&path).await,
            };
            assert_eq!(answer.status, 404, "{path}");
        }
    }
}
