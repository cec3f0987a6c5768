//! Everything by keyboard, with JavaScript and without: nothing here can point at anything.

use crate::browser::{Browser, Setup, browse};
use crate::support::app::{PASSWORD, unique_slug};
use fantoccini::key::Key;
use outlay::policy::role::Role;

/// More stops than any page has.
const STOPS: usize = 150;

/// Somebody without a mouse: keys go in, and what is on the page is looked at.
struct Keyboard<'a>(&'a Browser);

impl Keyboard<'_> {
    async fn press(&self, key: Key) {
        self.0.press_often(key, 1, false).await;
    }

    async fn type_text(&self, text: &str) {
        self.0.keys(text).await;
    }

    /// Goes on with Tab until an element that fits the selector has the focus.
    async fn reach(&self, css: &str) {
        // The page may still be on its way.
        self.0.find(css).await;
        let there = format!("return document.activeElement?.matches({css:?})");
        for _ in 0..STOPS {
            if self.0.script(&there).await == true {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("no Tab leads to {css} at {}", self.0.path().await);
    }

    /// The same for a link, button or disclosure with these words.
    async fn reach_words(&self, words: &str) {
        let there = format!("return document.activeElement?.innerText?.trim() === {words:?}");
        for _ in 0..STOPS {
            if self.0.script(&there).await == true {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("no Tab leads to {words:?} at {}", self.0.path().await);
    }

    async fn choose(&self, words: &str) {
        self.reach_words(words).await;
        self.press(Key::Enter).await;
    }

    async fn fill(&self, css: &str, text: &str) {
        self.reach(css).await;
        self.type_text(text).await;
    }

    /// Writes over what a field holds.
    async fn refill(&self, css: &str, text: &str) {
        self.reach(css).await;
        self.0.keys_together(&[char::from(Key::Control), 'a']).await;
        self.type_text(text).await;
    }

    async fn open_menu(&self) {
        self.reach(".person").await;
        self.press(Key::Enter).await;
        self.0.find(".menu:popover-open").await;
    }
}

async fn sign_up_and_record(browser: &Browser) {
    let keyboard = Keyboard(browser);
    let slug = unique_slug("keys");
    browser.open_page("localhost", "/").await;
    keyboard.fill("#organization", &slug.replace('-', " ")).await;
    keyboard.press(Key::Enter).await;
    browser.heading("Sign up").await;
    keyboard.fill("#name", "Hanna Lindner").await;
    keyboard.fill("#email", "hanna@keys.test").await;
    keyboard.fill("#password", PASSWORD).await;
    keyboard.fill("#timezone", "Europe/Vi").await;
    assert_eq!(browser.value("timezone").await, "Europe/Vienna");
    keyboard.choose("Create organization").await;
    browser.at("/").await;
    browser.find("#steps-title").await;

    keyboard.choose("Skip to content").await;
    keyboard.choose("Record your first expense").await;
    browser.heading("New expense").await;
    browser.focuses("amount").await;
    // Enter sends what lacks a merchant and a category: the focus is on the first that does.
    keyboard.type_text("12.50").await;
    keyboard.press(Key::Enter).await;
    browser.find(".summary").await;
    browser.focuses("merchant").await;
    keyboard.type_text("Café Central").await;
    keyboard.reach("[name=category_id]").await;
    // "None yet" goes before the first category.
    keyboard.press(Key::Right).await;
    browser.says(".chip:has(:checked)", "Travel").await;
    keyboard.choose("Save expense").await;
    browser.at_expense().await;

    keyboard.choose("Edit").await;
    browser.heading("Edit expense").await;
    keyboard.refill("#amount", "much").await;
    keyboard.press(Key::Enter).await;
    browser.find("[data-testid=error-amount]").await;
    browser.focuses("amount").await;
    keyboard.refill("#amount", "13.70").await;
    keyboard.press(Key::Enter).await;
    browser.says(".sheet__figure", "13.70").await;
    keyboard.choose("Submit").await;
    browser.says(".head__over", "Submitted").await;
    // A company of one decides about its own.
    keyboard.choose("Approve").await;
    browser.says("[data-testid=flash]", "pproved").await;

    keyboard.open_menu().await;
    keyboard.choose("Sign out").await;
    browser.at("/login").await;
}

async fn run_an_organization(browser: &Browser) {
    let keyboard = Keyboard(browser);
    let acme = browser.app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    for merchant in ["First", "Second", "Third"] {
        acme.spend_as(&mira, &[("merchant", merchant), ("intent", "submit")]).await;
    }
    for merchant in ["Taxi", "Train"] {
        acme.spend("20", merchant).await;
    }
    browser.open_page(&acme.host(), "/login").await;
    keyboard.fill("#email", &format!("owner@{}.test", acme.slug)).await;
    keyboard.fill("#password", PASSWORD).await;
    keyboard.press(Key::Enter).await;
    browser.at("/").await;

    // The queue: one approved by its own button, one as ticked, one returned.
    keyboard.reach(".places__link[href='/approvals']").await;
    keyboard.press(Key::Enter).await;
    browser.says("h1", "3 expenses wait").await;
    keyboard.reach("[data-deed=approve]").await;
    keyboard.press(Key::Enter).await;
    // It leads to the next one; this walk goes back.
    browser.at_expense().await;
    keyboard.reach(".places__link[href='/approvals']").await;
    keyboard.press(Key::Enter).await;
    browser.says("h1", "2 expenses wait").await;
    keyboard.reach("[name=ids]").await;
    keyboard.type_text(" ").await;
    // The buttons stand above the rows.
    keyboard.reach("[name=action][value=approve]").await;
    keyboard.press(Key::Enter).await;
    browser.says("h1", "1 expense waits").await;
    keyboard.reach("[name=ids]").await;
    keyboard.type_text(" ").await;
    keyboard.reach("[data-queue-reason] > summary").await;
    keyboard.press(Key::Enter).await;
    keyboard.fill("#reason", "Which project?").await;
    keyboard.reach("[name=action][value=return]").await;
    keyboard.press(Key::Enter).await;
    browser.heading("Nothing waits for you").await;

    // The list: searched, a filter taken away, some submitted at once.
    keyboard.reach(".places__link[href='/expenses']").await;
    keyboard.press(Key::Enter).await;
    keyboard.fill("#q", "Taxi").await;
    keyboard.press(Key::Enter).await;
    browser.find("[data-testid=filter-chip]").await;
    assert_eq!(browser.count("[data-testid=expense-row]").await, 1);
    keyboard.reach("[data-testid=filter-chip]").await;
    keyboard.press(Key::Enter).await;
    browser
        .until("all of them", async || {
            Ok((browser.count("[data-testid=expense-row]").await > 3).then_some(()))
        })
        .await;
    keyboard.choose("Filter and sort").await;
    keyboard.reach("[name=status][value=draft]").await;
    keyboard.type_text(" ").await;
    keyboard.choose("Show these").await;
    browser.says("[data-testid=filter-chip]", "Draft").await;
    for merchant in ["Taxi", "Train"] {
        keyboard.reach(&format!("[aria-label='Select {merchant}']")).await;
        keyboard.type_text(" ").await;
    }
    keyboard.reach("[name=action][value=submit]").await;
    keyboard.press(Key::Enter).await;
    browser
        .until("both to be submitted", async || {
            let page = acme.owner.get("/expenses?status=submitted").await;
            Ok((page.testid("total-count").as_deref() == Some("2")).then_some(()))
        })
        .await;

    keyboard.reach(".places__link[href='/members']").await;
    keyboard.press(Key::Enter).await;
    keyboard.reach(".fold__summary").await;
    keyboard.press(Key::Enter).await;
    keyboard.fill("#emails", "ada@example.com").await;
    keyboard.choose("Invite").await;
    browser.says("[data-testid=invitation-row]", "ada@example.com").await;

    keyboard.reach(".places__link[href='/categories']").await;
    keyboard.press(Key::Enter).await;
    keyboard.choose("New category").await;
    browser.focuses("name").await;
    keyboard.type_text("Stage props").await;
    keyboard.reach("[name=color]").await;
    keyboard.press(Key::Right).await;
    keyboard.reach("[name=icon]").await;
    keyboard.press(Key::Right).await;
    keyboard.choose("Add category").await;
    browser.says(".tree", "Stage props").await;

    keyboard.open_menu().await;
    keyboard.choose("Organization").await;
    browser.heading("Organization").await;
    keyboard.refill("#name", "Acme & Daughters").await;
    keyboard.choose("Save settings").await;
    browser.says(".rail__name", "Acme & Daughters").await;

    keyboard.open_menu().await;
    keyboard.choose("Sign out").await;
    browser.at("/login").await;
}

#[actix_web::test]
async fn everything_can_be_done_by_keyboard() {
    browse(Setup::default(), async |browser| {
        sign_up_and_record(browser).await;
        run_an_organization(browser).await;
    })
    .await;
}

#[actix_web::test]
async fn everything_can_be_done_by_keyboard_without_javascript() {
    browse(Setup { javascript: false, ..Setup::default() }, async |browser| {
        sign_up_and_record(browser).await;
        run_an_organization(browser).await;
    })
    .await;
}

#[actix_web::test]
async fn the_skip_link_leads_past_the_navigation() {
    browse(Setup::default(), async |browser| {
        let keyboard = Keyboard(browser);
        let acme = browser.app.organization("acme").await;
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        for (host, path) in [("localhost", "/"), (&acme.host(), "/"), (&acme.host(), "/members")] {
            browser.open_page(host, path).await;
            keyboard.press(Key::Tab).await;
            assert_eq!(browser.focus().await, "Skip to content");
            keyboard.press(Key::Enter).await;
            browser.focuses("main").await;
            keyboard.press(Key::Tab).await;
            let inside = "return document.getElementById('main').contains(document.activeElement)";
            assert_eq!(browser.script(inside).await, true, "{host}{path}");
        }
    })
    .await;
}

#[actix_web::test]
async fn the_focus_stays_where_it_makes_sense_when_the_page_changes_under_it() {
    browse(Setup::default(), async |browser| {
        let keyboard = Keyboard(browser);
        // htmx swaps the hint: the focus stays in the field.
        browser.open_page("localhost", "/signup").await;
        keyboard.fill("#slug", "keys-that-stay").await;
        browser.says("#slug-hint", "is free").await;
        browser.focuses("slug").await;
        browser.says("#live", "is free").await;

        // A flash that is put away hands the focus to the content.
        let acme = browser.app.organization("acme").await;
        let beans = acme.spend("12.50", "Coffee beans").await;
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        browser.open_page(&acme.host(), &beans).await;
        keyboard.choose("Move to trash").await;
        browser.says("#live", "Moved Coffee beans to the trash.").await;
        keyboard.reach(".flash__close").await;
        keyboard.press(Key::Enter).await;
        browser.focuses("main").await;

        // A menu goes when the focus goes on, and Escape gives the focus back.
        keyboard.open_menu().await;
        keyboard.press(Key::Tab).await;
        keyboard.press(Key::Escape).await;
        assert_eq!(browser.count(".menu:popover-open").await, 0);
        assert_eq!(browser.script("return document.activeElement.className").await, "person");
        keyboard.open_menu().await;
        keyboard.reach("main a").await;
        assert_eq!(browser.count(".menu:popover-open").await, 0);
    })
    .await;
}
