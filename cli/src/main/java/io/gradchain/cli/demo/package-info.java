/** The main job, end to end: four validators train two models on the chain and agree on every bit. */
package io.gradchain.cli.demo;
