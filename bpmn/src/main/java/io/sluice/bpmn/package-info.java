/// BPMN 2.0 XML with diagram interchange, to a workflow and back. The only package that knows the
/// BPMN model library.
@NullMarked
package io.sluice.bpmn;

import org.jspecify.annotations.NullMarked;
