using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(Machine.Local);
builder.Services.AddHostedService<LoadWatcher>();
await builder.Build().RunAsync();
