using Psutil.Tool.Commands;

return CommandLine.Run(args, ToolHost.Create());
