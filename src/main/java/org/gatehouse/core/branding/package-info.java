/** How the pages of a workspace look: its name, its picture, its colours and its links. */
@NullMarked
package org.gatehouse.core.branding;

import org.jspecify.annotations.NullMarked;
