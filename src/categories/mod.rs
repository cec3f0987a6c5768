//! Categories of expenses.
