//! Every page, wide and narrow, light and dark: axe-core finds nothing, and nothing sticks out sideways.

use crate::browser::{Browser, Setup, browse};
use crate::support::{Organization, TestApp};
use outlay::policy::role::Role;
use serde_json::Value;

const AXE: &str = include_str!("vendor/axe/axe.min.js");

/// Runs axe-core and gives its violations as "rule: why (where)".
const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { resultTypes: ['violations'], runOnly: tags }).then(
        (result) => done(result.violations.flatMap((violation) => violation.nodes.map((node) =>
            `${violation.id}: ${node.failureSummary} (${node.target} in ${node.html})`))),
        (error) => done([`axe failed: ${error}`]));";

/// What is wider than the window, though nobody can see it there. What scrolls or is cut off by itself is not.
const OVERHANG: &str = "
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > width + 0.5)
        .map((element) => element.className || element.tagName).slice(0, 5).concat('the page scrolls sideways');";

/// Looks at the page that is open in every way; what is wrong with it.
async fn inspect(browser: &Browser, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    browser.script(AXE).await;
    for (width, height) in [(1280, 800), (390, 844)] {
        for scheme in ["light", "dark"] {
            browser.show_as(width, height, scheme).await;
            let found = browser.client.execute_async(RUN_AXE, Vec::new()).await.expect("axe runs");
            note(&mut faults, &format!("{name}, {width}, {scheme}"), &found);
        }
    }
    for width in [1280, 390, 320] {
        browser.show_as(width, 700, "light").await;
        let found = browser.script(OVERHANG).await;
        note(&mut faults, &format!("{name}, {width}"), &found);
    }
    browser.show_as(1280, 800, "light").await;
    faults
}

fn note(faults: &mut Vec<String>, place: &str, found: &Value) {
    faults.extend(found.as_array().into_iter().flatten().map(|fault| format!("{place}: {fault}")));
}

/// Opens each path and looks at it.
async fn inspect_paths(browser: &Browser, host: &str, paths: &[(&str, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, path) in paths {
        browser.open_page(host, path).await;
        faults.extend(inspect(browser, name).await);
    }
    faults
}

/// Names and amounts as nobody expects them.
const EXTREMES: [(&str, &str, &str); 6] = [
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

async fn with_extremes(app: &TestApp) -> Organization {
    let organization = app.organization("extremes").await;
    let note = "What it was for, at great length: the third sample of the glass that the museum had asked for, which \
         was then not the glass that the museum had asked for, so that it went back at once by courier.";
    for (amount, currency, merchant) in EXTREMES {
        let fields = [("amount", amount), ("currency", currency), ("merchant", merchant), ("note", note)];
        organization.spend_as(&organization.owner, &fields).await;
    }
    organization.member("Wolfeschlegelsteinhausenbergerdorff", Role::Member).await;
    organization
}

#[actix_web::test]
async fn the_public_pages_are_sound() {
    browse(Setup::default(), async |browser| {
        let mut faults = inspect_paths(
            browser,
            "localhost",
            &[
                ("landing", "/"),
                ("found nothing", "/find?slug=nobody-has-this"),
                ("sign-up", "/signup"),
                ("find", "/find"),
                ("found", "/find?sent=1"),
                ("not found", "/nowhere"),
            ],
        )
        .await;
        browser.open_page("localhost", "/signup").await;
        browser.press("Create organization").await;
        browser.find(".summary").await;
        faults.extend(inspect(browser, "sign-up with errors").await);

        let organization = browser.app.organization("sound").await;
        let host = organization.host();
        let paths = [
            ("sign-in", "/login"),
            ("welcome is over", "/welcome?token=none"),
            ("forgotten password", "/password/forgot"),
            ("a reset that is over", "/password/reset?token=none"),
            ("an invitation that is over", "/invitations/none"),
            ("not found here", "/nowhere"),
        ];
        faults.extend(inspect_paths(browser, &host, &paths).await);
        faults.extend(inspect_paths(browser, "nobody-has-this.localhost", &[("unknown host", "/")]).await);
        browser.open_page(&host, "/login").await;
        browser.fill("email", "nobody@sound.test").await;
        browser.fill("password", "not the password").await;
        browser.press("Sign in").await;
        browser.find("[data-testid=flash]").await;
        faults.extend(inspect(browser, "sign-in refused").await);
        assert!(faults.is_empty(), "{faults:#?}");
    })
    .await;
}

#[actix_web::test]
async fn the_first_pages_are_sound() {
    browse(Setup::default(), async |browser| {
        let empty = browser.app.organization("empty").await;
        browser.sign_in(&empty, &format!("owner@{}.test", empty.slug)).await;
        let paths = [
            ("first home", "/"),
            ("no expenses", "/expenses"),
            ("empty trash", "/expenses?status=trash"),
            ("new expense", "/expenses/new"),
            ("not found, signed in", "/expenses/none"),
            ("one member", "/members"),
            ("profile", "/settings/profile"),
            ("sessions", "/settings/security"),
        ];
        let mut faults = inspect_paths(browser, &empty.host(), &paths).await;
        browser.open_page(&empty.host(), "/expenses/new").await;
        browser.press("Save expense").await;
        browser.find(".summary").await;
        faults.extend(inspect(browser, "new expense with errors").await);
        browser.find(".person").await.click().await.unwrap();
        faults.extend(inspect(browser, "the person's menu").await);

        empty.member("Eva", Role::Auditor).await;
        browser.client.delete_all_cookies().await.unwrap();
        browser.sign_in(&empty, &format!("eva@{}.test", empty.slug)).await;
        let paths = [("an auditor's home", "/"), ("forbidden", "/expenses/new")];
        faults.extend(inspect_paths(browser, &empty.host(), &paths).await);
        assert!(faults.is_empty(), "{faults:#?}");
    })
    .await;
}

#[actix_web::test]
async fn the_pages_with_expenses_are_sound() {
    browse(Setup::default(), async |browser| {
        let full = with_extremes(&browser.app).await;
        let host = full.host();
        let expense = full.spend("12.50", "Coffee beans").await;
        let foreign = full.spend_as(&full.owner, &[("currency", "USD"), ("rate", "0.9214")]).await;
        browser.sign_in(&full, &format!("owner@{}.test", full.slug)).await;
        let longest =
            full.spend_as(&full.owner, &[("amount", EXTREMES[0].0), ("merchant", EXTREMES[0].2)]).await;
        let waiting = full.spend_as(&full.owner, &[("intent", "submit")]).await;
        let edit = format!("{expense}/edit");
        let mut faults = inspect_paths(
            browser,
            &host,
            &[
                ("home", "/"),
                ("list", "/expenses"),
                ("an expense", &expense),
                ("a foreign one", &foreign),
                ("the longest one", &longest),
                ("edit", &edit),
                ("one that waits", &waiting),
                ("the queue", "/approvals"),
            ],
        )
        .await;

        let long = full.path_of("Wolfeschlegelsteinhausenbergerdorff").await;
        let emails =
            "a-very-long-address-of-somebody@a-very-long-name-of-a-subdomain.of-a-company.example.com";
        full.owner.post("/members/invitations", &[("emails", emails), ("role", "approver")]).await;
        let link = full.letters().await.pop().and_then(|letter| letter.button).expect("a link").url;
        let link = link.strip_prefix(&full.owner.origin()).expect("a path").to_owned();
        let deactivation = format!("{long}/deactivate");
        let paths = [
            ("members", "/members"),
            ("a member", long.as_str()),
            ("before deactivating", deactivation.as_str()),
            ("an invitation", link.as_str()),
        ];
        faults.extend(inspect_paths(browser, &host, &paths).await);
        browser.open_page(&host, "/members").await;
        browser.find(".fold__summary").await.click().await.expect("it opens");
        browser.press("Invite").await;
        browser.find("[data-testid=error-emails]").await;
        faults.extend(inspect(browser, "inviting with errors").await);

        // Saved meanwhile by another tab.
        browser.open_page(&host, &edit).await;
        let fields =
            [("amount", "13"), ("merchant", "Milk"), ("spent_on", "2026-11-20"), ("currency", "EUR")];
        let meals = full.category("Meals").await;
        let fields: Vec<_> = fields.into_iter().chain([("category_id", meals.as_str())]).collect();
        assert_eq!(full.owner.post(&expense, &fields).await.status, 303);
        browser.fill("merchant", EXTREMES[0].2).await;
        browser.press("Save expense").await;
        browser.find(".compare").await;
        faults.extend(inspect(browser, "stale").await);

        browser.open_page(&host, &expense).await;
        browser.press("Move to trash").await;
        browser.find("[data-testid=flash]").await;
        faults.extend(inspect(browser, "the flash with undo").await);
        faults.extend(
            inspect_paths(browser, &host, &[("trash", "/expenses?status=trash"), ("in the trash", &expense)])
                .await,
        );

        browser.open_page(&host, "/expenses/new").await;
        let token = browser.value_of("[name=form_token]").await;
        let sent = [("amount", "5"), ("merchant", "First"), ("form_token", &token)];
        full.spend_as(&full.owner, &sent).await;
        browser.fill("amount", "6").await;
        browser.fill("merchant", EXTREMES[0].2).await;
        browser.press("Meals").await;
        browser.press("Save expense").await;
        browser.says("h1", "Already saved").await;
        faults.extend(inspect(browser, "already saved").await);

        assert!(faults.is_empty(), "{faults:#?}");
    })
    .await;
}
