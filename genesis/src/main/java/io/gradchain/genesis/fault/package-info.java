/** How every module says no: a numbered code, the place, the cause and a hint, as a value. */
package io.gradchain.genesis.fault;
