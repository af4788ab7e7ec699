using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:9595");
builder.Services.AddPsutilMetrics();
WebApplication app = builder.Build();
app.MapPsutil("");
app.Run();
