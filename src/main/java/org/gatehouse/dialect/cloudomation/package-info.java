/**
 * The Cloudomation API: workspace login, users, command-line scripts. A translation, no decisions.
 */
@NullMarked
package org.gatehouse.dialect.cloudomation;

import org.jspecify.annotations.NullMarked;
