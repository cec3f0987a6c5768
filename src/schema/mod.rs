//! Tables as diesel sees them: [`shared`] is schema-qualified, [`tenant`] is not, because the bound `search_path`
//! says whose tables they are.

pub mod shared;
pub mod tenant;
