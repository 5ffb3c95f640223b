/** Files beside the database: the directory's lock and the append-only record log. */
package io.gradchain.storage.file;
