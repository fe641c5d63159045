//! The one integration binary.

mod support;
mod test_look;
