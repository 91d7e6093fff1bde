/**
 * What all pages share: who looks at them, in which language, how they say that something is wrong.
 */
@NullMarked
package org.gatehouse.web;

import org.jspecify.annotations.NullMarked;
