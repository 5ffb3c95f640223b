/** From a CSV file to the numbers a contract is given: reading, splitting, standardising, quantising. */
package io.gradchain.cli.data;
