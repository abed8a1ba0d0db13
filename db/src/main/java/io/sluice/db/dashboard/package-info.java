/// Figures about many runs, for the dashboard. They count live runs of published versions alone
/// (not dry runs, nor drafts that are tried), and every question is bounded by a window of time.
@NullMarked
package io.sluice.db.dashboard;

import org.jspecify.annotations.NullMarked;
