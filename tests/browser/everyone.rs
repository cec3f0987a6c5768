//! Every page of the route table, as each role and as nobody sees it, is sound: a new page can't be forgotten.

use crate::browser::{Browser, Setup, browse};
use crate::inspector::{Inspector, is_page};
use crate::support::{Client, Organization, TestApp};
use chrono::{TimeDelta, Utc};
use diesel::prelude::*;
use image::{ImageFormat, Rgb, RgbImage};
use outlay::app;
use outlay::domain::id::MemberId;
use outlay::identity::absences::{self, Plan};
use outlay::identity::sessions::{self, Purpose};
use outlay::policy::role::Role;
use outlay::schema::tenant::members;
use outlay::web::routes::{Access, On, Verb};
use reqwest::Method;
use std::collections::BTreeSet;
use std::io::Cursor;
use uuid::Uuid;

/// Names and amounts as nobody expects them.
pub const EXTREMES: [(&str, &str, &str); 6] = [
    ("999999999999.99", "EUR", "Donaudampfschifffahrtsgesellschaftskapitänskajütenreinigungsmittelversand"),
    ("0.01", "EUR", "寿司処 銀座 すし匠 東京都中央区銀座八丁目"),
    ("1234567", "JPY", "מסעדת הנמל הישן של תל אביב"),
    (
        "12.345",
        "KWD",
        "The Extremely Long Name of a Conference Hotel and Convention Centre by the River, Vienna",
    ),
    ("84.20", "USD", "Ünï & <b>Çödé</b> \"Ltd.\""),
    ("4.20", "EUR", "X"),
];

/// The longest name that somebody may have in one word, about.
pub const LONG_NAME: &str = "Wolfeschlegelsteinhausenbergerdorff";

/// An organization with something of every kind in it.
struct House {
    org: Organization,
    expenses: Vec<String>,
    category: String,
    member: String,
    rule: String,
    absence: String,
}

impl House {
    async fn build(app: &TestApp) -> Self {
        let org = app.organization("extremes").await;
        let rule = org.rule(&[("when", "merchant"), ("merchant", EXTREMES[0].2)]).await;
        org.rule(&[
            ("when", "over"),
            ("limit", "1.00"),
            ("span", "day"),
            ("category_id", &org.category("Meals").await),
        ])
        .await;
        let note = "What it was for, at great length: the third sample of the glass that the museum had asked for, \
             which was then not the glass that the museum had asked for, so that it went back at once by courier.";
        let mut expenses = Vec::new();
        for (amount, currency, merchant) in EXTREMES {
            let fields = [("amount", amount), ("currency", currency), ("merchant", merchant), ("note", note)];
            expenses.push(org.spend_as(&org.owner, &fields).await);
        }
        let long = org.member(LONG_NAME, Role::Member).await;
        for (merchant, fate) in [("Waits", None), ("Rejected", Some("reject")), ("Approved", Some("approve"))]
        {
            let path = org.spend_as(&long, &[("merchant", merchant), ("intent", "submit")]).await;
            if let Some(fate) = fate {
                let answer = org
                    .owner
                    .post(&format!("{path}/{fate}"), &[("reason", "A minibar, kindly meant.")])
                    .await;
                assert_eq!(answer.status, 303, "{fate}: {}", answer.text);
            }
            expenses.push(path);
        }
        let absence = away(&org, note).await;
        let invited =
            "a-very-long-address-of-somebody@a-very-long-name-of-a-subdomain.of-a-company.example.com";
        org.owner.post("/members/invitations", &[("emails", invited), ("role", "approver")]).await;
        attach(&org.owner, &expenses[0]).await;
        let (category, member) = (org.category("Meals").await, org.path_of(LONG_NAME).await);
        Self { org, expenses, category, member: member.replace("/members/", ""), rule, absence }
    }

    /// Everybody's pages: what a pattern stands for in this house. A parameter that nobody taught this test fails it.
    fn fill(&self, pattern: &str, expenses: &[String]) -> Vec<String> {
        let filled = pattern.replace("{category}", &self.category).replace("{member}", &self.member);
        let mut filled = filled.replace("{rule}", &self.rule).replace("{absence}", &self.absence);
        // A form with its answer, and the lists behind answers: without a query they lead to the form.
        match pattern {
            "/settings/rules/try" | "/settings/rules/try/expenses" => {
                filled.push_str("?when=over&limit=1.00&span=expense&effect=warn");
            }
            "/settings/rules/sets/expenses" => filled.push_str("?set=strict"),
            _ => {}
        }
        if !filled.contains("{expense}") {
            assert!(!filled.contains('{'), "{pattern}: say here what stands for it");
            return vec![filled];
        }
        expenses.iter().map(|path| filled.replace("/expenses/{expense}", path)).collect()
    }

    async fn enter(&self, browser: &Browser, email: &str) {
        browser.client.delete_all_cookies().await.expect("no cookies");
        browser.sign_in(&self.org, email).await;
    }
}

/// The owner was away, is away and will be: the last of these.
async fn away(org: &Organization, note: &'static str) -> String {
    let stand_in = org.path_of(LONG_NAME).await.replace("/members/", "").parse::<Uuid>().unwrap();
    let email = format!("owner@{}.test", org.slug);
    org.run(move |conn| {
        let owner: Option<Uuid> =
            conn.find(members::table.filter(members::email.eq(email)).select(members::id))?;
        let (owner, delegate, now) = (MemberId::from(owner.unwrap()), MemberId::from(stand_in), Utc::now());
        let mut last = String::new();
        for days in [-9, -1, 9] {
            let first_day = now.date_naive() + TimeDelta::days(days);
            let last_day = first_day + TimeDelta::days(2);
            let plan = Plan { delegate, first_day, last_day, note: note.to_owned() };
            last = absences::insert(conn, owner, &plan, now)?.to_string();
        }
        Ok(last)
    })
    .await
}

/// A picture and a document, with names as cameras don't give them.
async fn attach(browser: &Client, expense: &str) {
    let mut picture = Cursor::new(Vec::new());
    RgbImage::from_pixel(300, 500, Rgb([240, 236, 220])).write_to(&mut picture, ImageFormat::Jpeg).unwrap();
    let document =
        b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
            .to_vec();
    let mut body = Vec::new();
    for (name, file) in [
        ("Rechnung_Donaudampfschifffahrtsgesellschaft_2026-11-21_Endabrechnung_Kopie.pdf", document),
        ("IMG_0001.jpg", picture.into_inner()),
    ] {
        let head = "--XX\r\nContent-Disposition: form-data; name=\"receipt\"; filename=";
        body.extend(format!("{head}\"{name}\"\r\n\r\n").into_bytes());
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    let origin = browser.origin();
    let headers = [("origin", origin.as_str()), ("content-type", "multipart/form-data; boundary=XX")];
    let added = browser.send(Method::POST, &format!("{expense}/receipts"), &headers, Some(body)).await;
    assert_eq!(added.status, 303, "{}", added.text);
}

/// The patterns that only somebody signed in may open.
fn inside() -> Vec<&'static str> {
    let routes = app::routes().into_iter().filter(|route| {
        route.on == On::Organization
            && route.verb == Verb::Get
            && route.access == Access::Member
            && is_page(route.path)
    });
    routes.map(|route| route.path).collect()
}

#[actix_web::test]
async fn every_page_is_sound_for_the_owner() {
    browse(Setup::default(), async |browser| {
        let house = House::build(&browser.app).await;
        let mut inspector = Inspector::new(browser);
        house.enter(browser, &format!("owner@{}.test", house.org.slug)).await;
        for pattern in inside() {
            // The longest and the foreign ones; one that waits, one rejected.
            let shown = [0, 3, 4, 6, 7].map(|at| house.expenses[at].clone());
            let some = if pattern.ends_with("{expense}") { &shown[..] } else { &shown[1..2] };
            for path in house.fill(pattern, some) {
                inspector.open(&house.org.host(), &[(&format!("owner at {pattern}"), &path)]).await;
            }
        }
        inspector.has_opened_all(On::Organization, &[Access::Member]);
        inspector.finish("the owner's pages");
    })
    .await;
}

/// What differs between the roles is what stands on the pages, not how it is made.
async fn walk_as(roles: &[(Role, &str)], what: &str) {
    browse(Setup::default(), async |browser| {
        let house = House::build(&browser.app).await;
        let mut inspector = Inspector::new(browser);
        for (role, name) in roles {
            let client = house.org.member(name, *role).await;
            let mut expenses = vec![house.expenses[6].clone()];
            if *role != Role::Auditor {
                expenses.push(house.org.spend_as(&client, &[("merchant", "Of their own")]).await);
            }
            house.enter(browser, &format!("{}@{}.test", name.to_lowercase(), house.org.slug)).await;
            let mut refused = BTreeSet::new();
            for pattern in inside() {
                for path in house.fill(pattern, &expenses) {
                    browser.open_page(&house.org.host(), &path).await;
                    let status = inspector.status().await;
                    // Every refusal is the same page.
                    if status != 200 && !refused.insert(status) {
                        continue;
                    }
                    inspector.look_quickly(&format!("{name} at {pattern}")).await;
                }
            }
        }
        inspector.finish(what);
    })
    .await;
}

#[actix_web::test]
async fn every_page_is_sound_for_admins_and_approvers() {
    walk_as(&[(Role::Admin, "Adam"), (Role::Approver, "Apolonia")], "admins' and approvers' pages").await;
}

#[actix_web::test]
async fn every_page_is_sound_for_members_and_auditors() {
    walk_as(&[(Role::Member, "Mira"), (Role::Auditor, "Eva")], "members' and auditors' pages").await;
}

#[actix_web::test]
async fn every_page_is_sound_for_whoever_is_not_signed_in() {
    browse(Setup::default(), async |browser| {
        let house = House::build(&browser.app).await;
        let org = &house.org;
        let mut inspector = Inspector::new(browser);
        let base = [
            ("landing", "/"),
            ("found nothing", "/find?slug=nobody-has-this"),
            ("sign-up", "/signup"),
            ("find", "/find"),
            ("found", "/find?sent=1"),
            ("not found", "/nowhere"),
        ];
        inspector.open("localhost", &base).await;
        inspector.open("nobody-has-this.localhost", &[("unknown host", "/")]).await;

        let owner = format!("owner@{}.test", org.slug);
        let address = owner.clone();
        let welcome = org
            .run(move |conn| {
                let owner: Option<Uuid> =
                    conn.find(members::table.filter(members::email.eq(address)).select(members::id))?;
                sessions::insert_token(conn, Purpose::Handover, MemberId::from(owner.unwrap()), Utc::now())
            })
            .await;
        org.owner.post("/password/forgot", &[("email", &owner)]).await;
        let change = [("email", "another@example.com"), ("current_password", crate::support::app::PASSWORD)];
        org.owner.post("/settings/profile", &change).await;
        let welcome = format!("/welcome?token={welcome}");
        let mut paths = vec![
            ("sign-in", "/login".to_owned()),
            ("welcome", welcome),
            ("welcome is over", "/welcome?token=none".to_owned()),
            ("forgotten password", "/password/forgot".to_owned()),
            ("a reset that is over", "/password/reset?token=none".to_owned()),
            ("an invitation that is over", "/invitations/none".to_owned()),
            ("a proof that is over", "/verify?token=none".to_owned()),
            ("not found here", "/nowhere".to_owned()),
        ];
        // The mail about a forgotten password is written after the answer.
        let links = browser
            .until("four letters", async || {
                let letters = org.letters().await.into_iter().filter_map(|letter| letter.button);
                let links: Vec<_> =
                    letters.map(|button| button.url.replace(&org.owner.origin(), "")).collect();
                Ok(links.iter().any(|link| link.starts_with("/password/reset")).then_some(links))
            })
            .await;
        paths.extend(
            links
                .into_iter()
                .filter(|link| !link.starts_with("/expenses"))
                .map(|link| ("a link in a letter", link)),
        );
        let una = org.member("Una", Role::Member).await;
        let unsubscribe = org.unsubscribe_link(&una).await;
        for (name, path) in &paths {
            inspector.open(&org.host(), &[(name, path)]).await;
        }
        inspector.open(&org.host(), &[("stopping mails", &unsubscribe)]).await;
        browser.press("Stop these mails").await;
        browser.find("form[action^='/subscribe/']").await;
        inspector.look("mails that are stopped").await;
        browser.open_page(&org.host(), "/login").await;
        browser.fill("email", "nobody@sound.test").await;
        browser.fill("password", "not the password").await;
        browser.press("Sign in").await;
        browser.find("[data-testid=flash]").await;
        inspector.look("sign-in refused").await;

        inspector.has_opened_all(On::Base, &[Access::Open, Access::Secret]);
        inspector.has_opened_all(On::Organization, &[Access::Open, Access::Secret, Access::OneClick]);
        inspector.finish("pages for everybody");
    })
    .await;
}
