/** Training contracts from outside: uploading samples, fitting, reading the model, comparing it with float64. */
package io.gradchain.cli.training;
