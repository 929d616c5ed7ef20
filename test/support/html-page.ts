/** A link to a tag, as downloads have it. */
export const tag = (name: string): string => `<a href="https://archiveofourown.org/tags/x">${name}</a>`;

export interface Download {
  readonly tags?: string;
  readonly stats?: string;
  readonly byline?: string;
  readonly preface?: string;
  readonly chapters: string;
  readonly afterword?: string;
  readonly scheme?: string;
}

/** A download of the Archive of Our Own, with what a test is about. */
export const download = ({
  tags = '',
  stats,
  byline,
  preface = '',
  chapters,
  afterword = '',
  scheme = 'https',
}: Download): string => `
<!DOCTYPE html><html><head><title>The Lamp Keeper - fenwren - Harbour Tales</title></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>The Lamp Keeper</b><br/>Posted originally on the <a href="${scheme}://archiveofourown.org/">Archive of Our Own</a>
at <a href="${scheme}://archiveofourown.org/works/4711">${scheme}://archiveofourown.org/works/4711</a>.</p>
<div class="meta"><dl class="tags">${tags}
<dt>Stats:</dt><dd>${stats ?? 'Published: 2019-03-04 Words: 1,234 Chapters: 1/1'}</dd></dl>
<h1>The Lamp Keeper</h1>
<div class="byline">by ${byline ?? '<a rel="author" href="https://archiveofourown.org/users/fenwren">fenwren</a>'}</div>
${preface}</div></div>
<div id="chapters" class="userstuff">${chapters}</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2>${afterword}
<p class="message">Please <a href="https://archiveofourown.org/works/4711/comments/new">drop by the Archive and comment</a>!</p></div>
</body></html>`;

const item = (name: string): string => `<li><a class="tag" href="/tags/x/works">${name}</a></li>`;

/** A work's page of the Archive of Our Own, around its chapters. */
export const workPage = (chapters: string, extra = ''): string => `<!DOCTYPE html><html lang="en"><head>
<title>Fog and Oil - fenwren - Harbour Tales [Archive of Our Own]</title></head><body><div id="outer">
<ul class="primary navigation actions"><li><a href="/works/search">Search</a></li></ul>
<div id="main" class="works-show region"><ul class="work navigation actions"><li class="share"><a href="/works/815/share">Share</a></li></ul>
<h3 class="landmark heading">Work Header</h3><div class="wrapper"><dl class="work meta group">
<dt class="rating tags">Rating:</dt><dd class="rating tags"><ul class="commas">${item('Mature')}</ul></dd>
<dt class="warning tags"><a href="/tos_faq#tags">Archive Warning</a>:</dt><dd class="warning tags"><ul>${item('Creator Chose Not To Use Archive Warnings')}</ul></dd>
<dt class="category tags">Category:</dt><dd class="category tags"><ul>${item('F/F')}</ul></dd>
<dt class="fandom tags">Fandom:</dt><dd class="fandom tags"><ul>${item('Harbour Tales')}</ul></dd>
<dt class="relationship tags">Relationships:</dt><dd class="relationship tags"><ul>${item('Ada Low/Cal Marsh')}${item('Ada Low &amp; Bo Fenn')}</ul></dd>
<dt class="character tags">Character:</dt><dd class="character tags"><ul>${item('Ada Low')}</ul></dd>
<dt class="freeform tags">Additional Tags:</dt><dd class="freeform tags"><ul>${item('Slow Burn')}</ul></dd>
<dt class="language">Language:</dt><dd class="language" lang="en">English</dd>
<dt class="series">Series:</dt><dd class="series"><span class="series"><a class="previous" href="/works/814">← Previous Work</a><span class="divider"> </span><span class="position">Part 3 of <a href="/series/9">Lights</a></span></span></dd>
<dt class="collections">Collections:</dt><dd class="collections"><a href="/collections/sea">Sea Week</a></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt class="published">Published:</dt><dd class="published">2020-01-02</dd>
<dt class="status">Updated:</dt><dd class="status">2021-03-04</dd><dt class="words">Words:</dt><dd class="words">98,765</dd>
<dt class="chapters">Chapters:</dt><dd class="chapters">2/4</dd><dt class="kudos">Kudos:</dt><dd class="kudos">12</dd></dl></dd></dl></div>
<div id="workskin"><div class="preface group"><h2 class="title heading">Fog and Oil</h2>
<h3 class="byline heading"><a rel="author" href="/users/fenwren/pseuds/fenwren">fenwren</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>Two lamps.</p></blockquote></div>
<div class="notes module"><h3 class="heading">Notes:</h3><ul class="associations"><li>For <a href="/users/bo/gifts">bo</a>.</li></ul>
<blockquote class="userstuff"><p>Begun at sea.</p><blockquote>Quoted.</blockquote></blockquote><p class="jump">(See the end of the work for <a href="#work_endnotes">more notes</a>.)</p></div></div>
<div id="chapters" role="article">${chapters}</div>
<div class="afterword preface group"><div id="work_endnotes" class="end notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Done, almost.</p></blockquote></div>
<div id="children" class="children module"><h3 class="heading">Works inspired by this one:</h3><ul><li><a href="/works/900">Wick</a></li></ul></div></div></div>
<div id="feedback" class="feedback"><h3 class="landmark heading">Actions</h3><p class="kudos">bo left kudos on this work!</p></div>${extra}</div></div></body></html>`;
