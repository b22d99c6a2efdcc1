using Dispersal.Cli;

return CommandLine.Run(args);
