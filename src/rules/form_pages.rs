//! The page that adding and editing answer with: the form, and what stands in its way.

use super::chain::{self, To};
use super::form::{Context, RuleForm, roles};
use super::rule::{Body, Effect, Span, Who};
use super::views::{FormPage, LegFields, Tried};
use super::{ADDRESS, queries::Kept};
use crate::categories::{self, Category};
use crate::domain::fault::FieldErrors;
use crate::domain::id::{MemberId, RuleId};
use crate::error::AppError;
use crate::identity::roster;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::{Power, Role};
use crate::policy::status::PaidWith;
use crate::tenancy::TenantConn;
use crate::web::frame::{Choice, Faults};
use crate::words::{Language, Phrase, phrase};
use std::collections::HashMap;
use uuid::Uuid;

/// What a rule can look for, with the ids of the words.
const CONDITIONS: [(&str, &str); 10] = [
    ("always", "rules-when-always"),
    ("over", "rules-when-over"),
    ("note", "rules-when-note"),
    ("receipt", "rules-when-receipt"),
    ("old", "rules-when-old"),
    ("future", "rules-when-future"),
    ("weekend", "rules-when-weekend"),
    ("currency", "rules-when-currency"),
    ("merchant", "rules-when-merchant"),
    ("duplicate", "rules-when-duplicate"),
];

/// What a form needs besides what was typed.
pub struct Offered {
    /// All categories.
    pub categories: Vec<Category>,
    /// Whose expenses there are.
    pub members: Vec<(MemberId, String)>,
    /// Who may decide.
    pub deciders: Vec<(MemberId, String)>,
    /// What members are called, those who left too.
    pub names: HashMap<Uuid, String>,
}

/// Reads what a form needs.
///
/// # Errors
/// When the database is away.
pub fn load(conn: &mut TenantConn<'_>) -> Result<Offered, AppError> {
    Ok(Offered {
        categories: categories::queries::list(conn)?,
        members: roster::list_recording(conn)?,
        deciders: deciders(conn)?,
        names: crate::identity::members::list_names(conn)?,
    })
}

fn deciders(conn: &mut TenantConn<'_>) -> Result<Vec<(MemberId, String)>, AppError> {
    let all = roster::list_allowed(conn, Power::Decide)?;
    Ok(all.into_iter().map(|member| (member.id, member.name)).collect())
}

impl Offered {
    /// What a form is read against.
    pub fn context<'a>(&'a self, viewer: &'a Viewer, present: Option<&'a Body>) -> Context<'a> {
        Context {
            locale: &viewer.locale,
            base: viewer.organization.currency,
            categories: &self.categories,
            members: &self.members,
            deciders: &self.deciders,
            present,
        }
    }
}

/// A form with what is shown about it.
pub struct Typed<'a> {
    /// What was typed.
    pub form: &'a RuleForm,
    /// What is wrong with it.
    pub errors: Option<&'a FieldErrors>,
    /// That somebody saved another version meanwhile.
    pub met: Option<String>,
    /// What it would have done, where that was asked for.
    pub tried: Option<Tried>,
}

/// The page of a form.
pub fn form_page(
    visit: &Visit,
    viewer: &Viewer,
    offered: &Offered,
    own: Option<&Kept>,
    typed: Typed<'_>,
) -> FormPage {
    let (language, form) = (viewer.language, typed.form);
    let heading = language.word(if own.is_some() { "rules-edit" } else { "rules-new" });
    let title = match typed.tried {
        None => heading.to_owned(),
        Some(_) => {
            viewer.say(phrase!("trials-titled", title = language.word("trials-title"), what = heading))
        }
    };
    let (page, frame) = visit.page(viewer, &title);
    let choice = |value: &str, label: Phrase, chosen: &str| Choice {
        value: value.to_owned(),
        label: language.say(&label).into_owned(),
        chosen: value == chosen.trim(),
    };
    let faults = typed.errors.into_iter().flat_map(|errors| errors.sentences(language));
    let paid = PaidWith::ALL
        .map(|paid| choice(paid.as_str(), Phrase::verbatim(paid.label(language)), &form.paid_with));
    FormPage {
        page: page.with_htmx(&visit.chrome().assets),
        frame,
        heading,
        verb: language.word(if own.is_some() { "rules-save" } else { "rules-add" }),
        action: address(own.map(|own| own.rule.id)),
        version: own.map(|_| form.version.clone()).filter(|version| !version.is_empty()),
        rule: own.map(|own| own.rule.id.to_string()),
        met: typed.met,
        tried: typed.tried,
        faults: faults.collect::<Faults>(),
        categories: category_choices(offered, own, form, language),
        who: people(offered, own, form, language),
        paid_with: std::iter::once(choice("", "rules-paid-with-any".into(), &form.paid_with))
            .chain(paid)
            .collect(),
        when: CONDITIONS.iter().map(|(code, label)| choice(code, Phrase::new(*label), &form.when)).collect(),
        currency: viewer.organization.currency.code().to_owned(),
        limit: form.limit.clone(),
        spans: Span::ALL
            .map(|span| {
                choice(span.as_str(), Phrase::new(format!("rules-span-{}", span.as_str())), &form.span)
            })
            .into(),
        missing_over: form.missing_over.clone(),
        days: form.days.clone(),
        currencies: form.currencies.clone(),
        merchant: form.merchant.clone(),
        effects: Effect::ALL
            .map(Effect::as_str)
            .into_iter()
            .chain(["route"])
            .map(|code| choice(code, Phrase::new(format!("rules-effect-{code}")), &form.effect))
            .collect(),
        legs: legs(offered, own, form, language),
        exception: form.exception.trim() == "1",
    }
}

/// Where a form is posted to.
fn address(rule: Option<RuleId>) -> String {
    rule.map_or_else(|| ADDRESS.to_owned(), |id| format!("{ADDRESS}/{id}"))
}

fn category_choices(
    offered: &Offered,
    own: Option<&Kept>,
    form: &RuleForm,
    language: Language,
) -> Vec<Choice> {
    let chosen = form.category_id.trim();
    let kept = own.and_then(|own| own.rule.body.scope().category);
    let kept = kept.and_then(|id| categories::resolve(&offered.categories, id)).map(|shown| shown.id);
    let any = Choice {
        value: String::new(),
        label: language.word("rules-category-any").to_owned(),
        chosen: chosen.is_empty(),
    };
    let shown = offered.categories.iter().filter(|category| category.active || Some(category.id) == kept);
    let choices = shown.map(|category| Choice {
        value: category.id.to_string(),
        label: category.name.clone(),
        chosen: category.id.to_string() == chosen,
    });
    std::iter::once(any).chain(choices).collect()
}

fn legs(offered: &Offered, own: Option<&Kept>, form: &RuleForm, language: Language) -> Vec<LegFields> {
    let kept = own.map(|own| own.rule.body.effect());
    let leg = |(to, chosen, from, typed): (&'static str, &str, &'static str, &str)| LegFields {
        label: language.word(match to {
            "to1" => "rules-leg-first",
            "to2" => "rules-leg-second",
            _ => "rules-leg-third",
        }),
        to,
        choices: whom(offered, kept, chosen.trim(), language),
        from,
        typed: typed.to_owned(),
    };
    form.legs().map(leg).into()
}

/// Whom a step can go to; who is in the rule stays, even when they can't decide any more.
fn whom(offered: &Offered, kept: Option<Effect>, chosen: &str, language: Language) -> Vec<Choice> {
    let choice = |value: String, label: String| Choice { chosen: value == chosen, value, label };
    let mut all = vec![
        choice(String::new(), language.word("rules-leg-nobody").to_owned()),
        choice("approver".to_owned(), language.word("rules-leg-approver").to_owned()),
    ];
    let any =
        |role: Role| language.say(&Phrase::new(format!("rules-leg-any-{}", role.as_str()))).into_owned();
    all.extend(chain::roles().map(|role| choice(format!("role:{}", role.as_str()), any(role))));
    all.extend(offered.deciders.iter().map(|(id, name)| choice(format!("member:{id}"), name.clone())));
    if let Some(Effect::Route(chain)) = kept {
        for leg in chain.legs() {
            if let To::Person(person) = leg.to
                && !offered.deciders.iter().any(|(id, _)| *id == person)
            {
                let name = offered.names.get(&person.uuid()).cloned().unwrap_or_default();
                all.push(choice(format!("member:{person}"), name));
            }
        }
    }
    all
}

fn people(offered: &Offered, own: Option<&Kept>, form: &RuleForm, language: Language) -> Vec<Choice> {
    let chosen = form.who.trim();
    let choice = |value: String, label: String| Choice { chosen: value == chosen, value, label };
    let of_role = |role: Role| choice(format!("role:{}", role.as_str()), role.label(language).to_owned());
    let mut all = vec![choice(String::new(), language.word("rules-who-any").to_owned())];
    all.extend(roles().map(of_role));
    all.extend(offered.members.iter().map(|(id, name)| choice(format!("member:{id}"), name.clone())));
    // Whom the rule is about stays, even when they are gone.
    if let Some(Who::Member(member)) = own.map(|own| own.rule.body.scope().who)
        && !offered.members.iter().any(|(id, _)| *id == member)
    {
        let name = offered.names.get(&member.uuid()).cloned().unwrap_or_default();
        all.push(choice(format!("member:{member}"), name));
    }
    all
}
