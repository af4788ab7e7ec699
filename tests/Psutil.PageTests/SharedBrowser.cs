namespace Psutil.PageTests;

/// <summary>The tests that share the browser, one after the other: two cores are not many for a browser.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
