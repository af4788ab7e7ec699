using System.Net;

namespace Psutil.AspNetCore.Tests;

public class PageTests
{
    [Fact]
    public async Task ThePageIsAtTheRoot()
    {
        await using Site site = await Site.StartAsync();
        using HttpResponseMessage answer = await site.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }
}
