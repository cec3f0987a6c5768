//! The sign-up form: from what was typed to a valid [`Signup`] or a fault beside each field.

use crate::domain::currency::Currency;
use crate::domain::email::Email;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::locale::Locale;
use crate::domain::password::Password;
use crate::domain::text::{OrganizationName, PersonName};
use crate::domain::timezone::Timezone;
use crate::tenancy::Slug;
use serde::Deserialize;

/// The fields as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignupForm {
    /// The organization's name.
    pub organization: String,
    /// Its subdomain; empty: made from the name.
    pub slug: String,
    /// The owner's name.
    pub name: String,
    /// The owner's e-mail address.
    pub email: String,
    /// The owner's password.
    pub password: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA.
    pub timezone: String,
    /// BCP 47; empty: from Accept-Language.
    pub locale: String,
    /// The code, where sign-up needs one.
    pub code: String,
}

/// A valid sign-up.
pub struct Signup {
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its subdomain.
    pub slug: Slug,
    /// The owner's name.
    pub name: PersonName,
    /// The owner's e-mail address.
    pub email: Email,
    /// The owner's password.
    pub password: Password,
    /// The base currency.
    pub currency: Currency,
    /// Where its days begin.
    pub timezone: Timezone,
    /// How it writes numbers and dates.
    pub locale: Locale,
}

impl SignupForm {
    /// All faults at once. `guessed` is the locale of the browser; `code_is_right` where none is asked for, too.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, guessed: &Locale, code_is_right: bool) -> Result<Signup, FieldErrors> {
        let mut errors = FieldErrors::default();
        if !code_is_right {
            errors.add("code", if self.code.trim().is_empty() { Fault::Missing } else { Fault::NotOffered });
        }
        let organization = errors.keep("organization", OrganizationName::parse(&self.organization));
        let slug = errors.keep("slug", self.slug());
        let name = errors.keep("name", PersonName::parse(&self.name));
        let email = errors.keep("email", Email::parse(&self.email));
        let password = errors.keep("password", Password::parse(&self.password));
        let currency = errors.keep("currency", Currency::parse(&self.currency));
        let timezone = errors.keep("timezone", Timezone::parse(&self.timezone));
        let locale =
            if self.locale.trim().is_empty() { Ok(guessed.clone()) } else { Locale::parse(&self.locale) };
        let locale = errors.keep("locale", locale);
        let signup = (|| {
            Some(Signup {
                organization: organization?,
                slug: slug?,
                name: name?,
                email: email?,
                password: password?,
                currency: currency?,
                timezone: timezone?,
                locale: locale?,
            })
        })();
        signup.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn slug(&self) -> Result<Slug, Fault> {
        if !self.slug.trim().is_empty() {
            return Slug::parse(&self.slug);
        }
        Slug::suggest(&self.organization).ok_or(Fault::SlugMissing)
    }
}
