/// Workflows: drafts, checks, versions, forms.
@NullMarked
package io.sluice.app.workflow;

import org.jspecify.annotations.NullMarked;
