//! Folding the claims of several reports about one match into one agreed view.
