/**
 * Fakes that behave: a node in memory, a front end without sockets, a miner that really hashes. For tests of the core and of
 * applications that embed it.
 */
package io.otedama.testkit;
