using Psutil.Server;

return await ServeCommand.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
