/** What administrators say about identity providers, understood before it is saved. */
@NullMarked
package org.gatehouse.federation.setup;

import org.jspecify.annotations.NullMarked;
