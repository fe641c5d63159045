//! What the finished report says, as blocks, before any file format.
