//! The form of an absence: from what was typed to a [`Plan`] or to a fault beside each field.

use crate::domain::dates;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::MemberId;
use crate::domain::text::Note;
use crate::identity::absences::{Absence, Plan};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far ahead an absence may end: what lies beyond is a year mistyped.
const MONTHS_AHEAD: Months = Months::new(24);

/// The fields as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AbsenceForm {
    /// Who is away; empty for whoever sends it.
    pub member_id: String,
    /// Who decides meanwhile.
    pub delegate_id: String,
    /// `YYYY-MM-DD`.
    pub first_day: String,
    /// `YYYY-MM-DD`.
    pub last_day: String,
    /// What whoever stands in should know.
    pub note: String,
    /// Guards against losing an edit.
    pub version: String,
}

impl AbsenceForm {
    /// An absence as its form would hold it.
    pub fn of(absence: &Absence) -> Self {
        Self {
            member_id: absence.member_id.to_string(),
            delegate_id: absence.delegate_id.to_string(),
            first_day: dates::iso(absence.first_day),
            last_day: dates::iso(absence.last_day),
            note: absence.note.clone(),
            version: absence.version.to_string(),
        }
    }

    /// Who is away, if it isn't whoever sends the form.
    ///
    /// # Errors
    /// What nobody can be.
    pub fn member(&self) -> Result<Option<MemberId>, Fault> {
        match self.member_id.trim() {
            "" => Ok(None),
            typed => person(typed).map(Some).ok_or(Fault::NotOffered),
        }
    }

    /// All faults at once, of an absence of `member` as far as the form alone tells them.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, member: MemberId, today: NaiveDate) -> Result<Plan, FieldErrors> {
        let mut errors = FieldErrors::default();
        let first_day = errors.keep("first_day", day(&self.first_day));
        let last_day =
            errors.keep("last_day", day(&self.last_day).and_then(|day| ends(first_day, day, today)));
        let delegate = errors.keep("delegate_id", self.delegate(member));
        let note = errors.keep("note", Note::parse(&self.note));
        let plan = (|| {
            let note = note?.as_str().to_owned();
            Some(Plan { delegate: delegate?, first_day: first_day?, last_day: last_day?, note })
        })();
        plan.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn delegate(&self, member: MemberId) -> Result<MemberId, Fault> {
        let typed = self.delegate_id.trim();
        if typed.is_empty() {
            return Err(Fault::Missing);
        }
        let delegate = person(typed).ok_or(Fault::ApproverUnfit)?;
        if delegate == member { Err(Fault::DelegateSelf) } else { Ok(delegate) }
    }
}

fn person(typed: &str) -> Option<MemberId> {
    typed.parse::<Uuid>().ok().map(MemberId::from)
}

fn day(typed: &str) -> Result<NaiveDate, Fault> {
    if typed.trim().is_empty() { Err(Fault::DateMissing) } else { dates::day(typed) }
}

fn ends(first: Option<NaiveDate>, last: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let latest = today.checked_add_months(MONTHS_AHEAD).unwrap_or(NaiveDate::MAX);
    if first.is_some_and(|first| last < first) {
        return Err(Fault::AbsenceBackwards);
    }
    if last < today {
        return Err(Fault::AbsenceOver);
    }
    if last > latest { Err(Fault::DateTooLate { latest: dates::iso(latest) }) } else { Ok(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(first: &str, last: &str) -> AbsenceForm {
        let delegate_id = MemberId::new().to_string();
        AbsenceForm { delegate_id, first_day: first.into(), last_day: last.into(), ..AbsenceForm::default() }
    }

    fn fault(form: &AbsenceForm, member: MemberId, field: &str) -> Option<Fault> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        form.parse(member, today).err().and_then(|errors| errors.get(field).cloned())
    }

    #[test]
    fn it_ends_after_it_begins_and_not_before_today() {
        let me = MemberId::new();
        let last = |first: &str, last: &str| fault(&typed(first, last), me, "last_day");
        assert_eq!(last("2026-11-20", "2026-11-22"), None, "it may have begun");
        assert_eq!(last("2026-12-02", "2026-12-01"), Some(Fault::AbsenceBackwards));
        assert_eq!(last("2026-11-20", "2026-11-21"), Some(Fault::AbsenceOver));
        assert!(matches!(last("2026-11-20", "2062-11-21"), Some(Fault::DateTooLate { .. })));
        assert_eq!(last("2026-11-20", ""), Some(Fault::DateMissing));
        assert_eq!(fault(&typed("soon", "2026-12-01"), me, "last_day"), None, "one fault, one sentence");
    }

    #[test]
    fn somebody_else_stands_in() {
        let me = MemberId::new();
        let stand_in = |delegate_id: String| {
            fault(&AbsenceForm { delegate_id, ..typed("2026-12-01", "2026-12-02") }, me, "delegate_id")
        };
        assert_eq!(stand_in(me.to_string()), Some(Fault::DelegateSelf));
        assert_eq!(stand_in(String::new()), Some(Fault::Missing));
        assert_eq!(stand_in("Avery".into()), Some(Fault::ApproverUnfit));
    }
}
