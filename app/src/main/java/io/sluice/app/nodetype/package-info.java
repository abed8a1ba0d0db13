/// What nodes, triggers and connections there are.
@NullMarked
package io.sluice.app.nodetype;

import org.jspecify.annotations.NullMarked;
