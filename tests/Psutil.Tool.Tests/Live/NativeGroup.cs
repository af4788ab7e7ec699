namespace Psutil.Tool.Tests.Live;

/// <summary>The tests that share one native executable.</summary>
[CollectionDefinition(nameof(NativeExecutable))]
public class NativeGroup : ICollectionFixture<NativeExecutable>;
