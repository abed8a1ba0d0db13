/// How much of the installation one project may take up.
@NullMarked
package io.sluice.app.quota;

import org.jspecify.annotations.NullMarked;
