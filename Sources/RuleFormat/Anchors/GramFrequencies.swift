// swift-format-ignore
/// Made by Tools/train_gram_frequencies.py; see there for the source. Not to be edited.
enum GramFrequencies {
    /// Byte sequences of one length, one after the other, that come about as often: once in `distance` bytes.
    typealias Class = (distance: Int, grams: StaticString)

    static let ofThree: [Class] = [
        (
            8,
            ##"""
               \##
            """##
        ),
        (
            256,
            ##"""
             re thconentingionthetio\##
            """##
        ),
        (
            512,
            ##"""
              "  <  } =  co in se st to": ---ameandassataateaticomctidatected er estforhe intnamng nteon onsor proreares\##
            serstastrtertestriusever\##
            """##
        ),
        (
            1024,
            ##"""
              a  c  e  i  p  r  s  t *  </ a  an as be ca cl da de en ex fi fo if is no of pa pr tr us va wi", ) {../.co\##
            // ///: "://===ablactaddageainallaluapparaaseathautblecatchacheclacolcredefdere se teadeleendequerrerserterv\##
            es essetueveexpextfigfilfungetgithanhishtticeif ileimpin indineis istiteithkeylasle liclinluemenmetmpond nde\##
            nfinotnstnt odeof oneonfontopeoreormortounoutparpatperporptiqueramranratre refreqretrinrn rorrrort s ase set\##
            siost stetatte tedtentexthitinto tortrattpturtypuesultuncurnvalwitype\##
            """##
        ),
        (
            2048,
            ##"""
              #  *  .  /  b  d  f  m  { "  "c -  // => ad al ap ar ch di do er fa fr fu ge ha it li lo ma me mo na ne nu\##
             on op or po pu sh so su te un wh yo |  }," d"..###', () , ", a, s, t.ge.ht.re/co000: t: {= n=".== => _co_re\##
            accaceachackadeailal alialsan ancangansantapiar ardareargartas at atcatoattatuaulbasbe bjeblibutcalccece ces\##
            ch ckecliclucodcorcoucrict ctocurd tde deldendesdindirdisdledoce =e ae ce fe ie oe pe re":e, e: e="eameateco\##
            ediefaelfelsemeen enaencensepoer.er_eraereeriernes.espesuet etaeteethf (f tfalfaufiefinfroge gerghtgingrahar\##
            hashatheahenherhouhrehtmhubic icaid ideieniesifiighillimaimeincinfiniinsiptireit itiityiveizejeckenl">lablat\##
            ld lealecledlenlerlesletlielisll loalocloglowlsely maimanmatmbeme mesminml"modmpln an cn tn",nalnatncenctnec\##
            nernewngenitnnens nsentantintrntsnulobjockoduokeollom om/omeommompon(on.onnoptordorgoriorkoryostot ouroveown\##
            pacpanpecpenplaplepliponpospreprips:pubputr trcerecredrenrepriaribripritromroprourrersirtiruervery s =s is t\##
            s, s:/s="sagscoscrsecsedselsesshosinsonsouspasposs ss=ssassessist_stistosult =t at ct it ot st tt, ta-tabtai\##
            tartchtemth thathothutictimtittlstmltoktpstretrotruts ubluctullundunturcureurlustuteuthvarvelvenvicworxpeyou\##
            """##
        ),
        (
            4096,
            ##"""
              $  '  )  -  @  [  ]  l  n  o  u  v  w  | "" "a "d "e "i "m "p "s "t #  && */ +  -- -1 -> .h 10 := <a <l ==\##
             `` ac at au b. ba bo bu by cr cu el gi he hr ht id im ke la le mb mi ni ob pe pl ra ro ru sc si sp ta ti ty\##
             up ve wa we {  }  }) }}"  """");","":""ch"co"ht"re"te## ' =();(co(ht(re(se(st) =));), ).t* @***, ', c, e, f\##
            , i, m, n, o, p, r-co-le-pa./../n.0..ha.in.or.pa.pr.se.st.to.va/..//g/a>/di/gi/li/na/re0, 0.00011, 999: ': [\##
            : s:= </a</d</l</s<a <li= "= c= s= t="c="t> {></](h_id_in_na_pa_pr_se_st_to_ty```a ha-la-pabeadaaitakealeam \##
            amiampamsan>anaaniannanyaptarcariarkarrarsaryascashaskastatsavaaveay aymb.cbacbedbelberbinblobodboobrabuiby \##
            bytcancarcascelcencepcerck cleclocopct(ctecusd =d ad bd cd fd id od sd":d, d: d="ddrdeddepdevdexditdivdowdre\##
            drods dtlducdule be de ee le me ne ue we" e",e("e()e) e.ceaceaneareasecieckecrecued"ed.ed_edeedteedef ef=efe\##
            efiefoegeegiel=elaeldelielleloemaemoempeneengenvepaeplepter"er(er)er,er-er/er:ercermeryes"es/esceseesoet(et_\##
            etietretsetteview exaexcexeexif="facferficfirfixflafrag tgengesgisglegregrogthgurh th="haphechelhemhinhodhor\##
            hosi cialibuid"ieliewifyigniguildilsiltimiinainkinvis.iseissitlitoivaizajavjsokerketkinl, l="lanlayldele"le.\##
            lemlevlf.li li>liblidlitlizllellollylorls ls_lt lteludluglumlusmagmalmapmarmaxme:me=mermismitmmamonmovmsgn =\##
            n en fn in on sn, n: nabnc nchnclncondandindlndsne nednennesnetnfong.ng/ngsngtninnlynodnonns.nsint"nt(nt-nt.\##
            nt_ntynumo ao toadocaoceodyoidoinoldoleolooluon"on-on:on_onaoncondongonionlookoolor(or.orsoseosiotaoteothou \##
            ouloupoviow pagpaspaypdape pe(pinpluppepplptequaquir "r =r ar cr ir sr, r: racrairaprayrchrdereeregrelremrev\##
            rgericridrierigrivrmarnarocrodrolrotrovrowrrars rsertertyrunrvis cs fs ns os ps rs ss ws",s":s.cs.ss: s_ssch\##
            se,senshasigsitsizsolspesqlsslssust(st.stsstysubsupsynt bt dt et ft mt pt rt ut wt {t":t()t: ta tagtaltantas\##
            te(te_tegth=thrtiftiltivtletomtontoptryts.ts/ts_ttettittottrtusty tylualub.udeue ue,ueruiluirulduleumbumeumn\##
            uniupduppurauriurrusiut utiutovatve vedvidvievoiwaiwarwebwhewhiwidwilwinwrixamxcexpoxtey ty, yleymeyncytezat\##
            });~~~\##
            """##
        ),
        (
            8192,
            ##"""
              (  g  h != "b "f "h "l "n "o "r "u "v ## $r $t 'c 's () (c (e (i (s )  ); ** .. .v /* /> 0  0. 1  1. 12 2.\##
             20 :  <d <s <t @p [] __ ab aw bi br em ev fe fl go gr ho io ja mu ot ou qu sa sr sy ur vi vo wo wr {{ {} ||\##
            != " /" s"))"),"/>"><"de"ex"id"in"li"ma"me"na"no"pa"pr"se"sh"st"to"tr$re$th&& ');'s ("c("t())(),().(in(th) -\##
            ) t)) ): *  ** , (, -, 0, 1, 2, [, b, d, h, l, u, v, w, {,-9,0,-0.-1,-1.-2.-99-> -de-in-li-re-se-st-to.  . i\##
            . t.. ....5 .ad.ap.ca.cl.cr.de.en.ex.fa.fi.id.is.js.le.lo.ma.mo.na.ne.no.te.us/* /**//w/ap/de/go/in/ma/pa/pr\##
            /se/sp/st0" 0,00.10.20.500,01b1 11.01.11001b[2.02002012025 -9,-99,:  : 1: a: c: f: h: i: n: p: r</t<di<sp<st\##
            = $= '= 0= 1= [= a= d= f= g= m= p= r= {="0="a="h="m="s> '>("><s@pa[0]] =], _ad_at_ca_ch_cl_da_de_di_en_ex_fi\##
            _ke_le_li_lo_ma_me_mo_no_ss_te_ti_va`, `` a ca pa sa":aaaabaaboad adiadmafkaftagsal(al_alaaltaneapaapharnasi\##
            asyatfaviawaaysb.pbalbarbefbegbilbitboabotbouboxbrebscbufbugc cc fcaccapccoce"ce(ce.ce_cedceichichocifcitck_\##
            ckackockscoocrocryct.ct_ctsctucumcutd -d dd hd md nd pd rd ud wd")d",d()darddeddide"de.debdecdetdgediadicdif\##
            dmido domdondpodthdurdy e "e (e -e `e ge he ve {e")e',e('e);e. e.ge.se.te_ce_pe_se_tealebuecaeceeched(ed,ed-\##
            eduee eenegoegreigeineivel el.elpem embemsen(enienueofeouepeeprer'er;erferoerpes(es)es,es:eshet-et.etcetweus\##
            ewaewoey eysf af cf ef sf, faifeeffefkaflofolfonfoofreftefulg ag cg ig sg, gangatge.ge_gedggegorgs guaguih a\##
            h, havhedheiheshichilhonhoohowhroht iabianiatibeiblibrichickicoicsictid)id,id:id=idaidtiedierigiil iliin"in-\##
            in.in_inpinuio.ipeirsis-isaiscishisiispit(it.it_itaitsiv iv>ivikafkagke ke-kedkitks l =l al bl cl il sl tl: \##
            laclaglailarle(le,le-le:le=le_leflialiglimll(ll)ll,ll_llalliloblonloploslouls.ls/ltiltslvem tmakmasmayme"me(\##
            me)me,me.medmemmeomewmicmmemmimmomntmocmormotmoumpamptms mulmusn (n bn dn mn nn pn rn un wn" n":n">n("n()n><\##
            n_cnagnarnc(ncincynd(nd;nd_ndondpndrneenelnexng"ng(ng)ng,ng-ng>ng_nglnidnilnimniznk nnono nornownpunrens:nsa\##
            nsfnslnsonspnsunt)nt,nt:ntonvanveny o bo co eo ro soaroauobeocoocsocuod odiodsoffofioftoggogiojeokiol oliols\##
            olvomaomion'on)on,ootopyor"or)or:or_oraossotiotoousoweowsp:/pe"pe.pe:pe=pedpesphephipicploplypodpoipolppippo\##
            pt ptsptypytquor dr er fr mr or pr rr wr",r">r()r) r.cradragralrarrcord rdsre.re_rfarg.rg/rgargsrgurifrimrio\##
            rizrl rmirnernsrobrofrojrokronroorosrr rrirs.rstrt(rt.rt_rtsrucrulry.ryps (s bs ds es ls ms us" s">s()s) s->\##
            s. s.as.es.hs.is.ps.rs/cs/ss_tsabsacsamscase(se)se.se_seaseesfosh sheshisibsidsissl_slasmaso socsofsomsorspl\##
            sprsrcss.sstsswst"st-stdstusucsuesumswiswosymsyst (t *t -t :t ht lt nt vt" t")t",t("t('t) t);t.ct.st="t_at_c\##
            t_et_it_pt_rt_st_tta"tactadtcote"te.teatectelteptettfoth(th:th_tiatidtietlitlytnato_tobtoctootottp:tpatputs"\##
            tsetsttuatuptwoty<u00ubeubsuccue)uffugiuiduinulaun unsuotuplur us ushut_utputsuttv cviswanwaywe werwwwxecxis\##
            xitxt xt"y =y ay cy iy oy sy":y: yinyptystythze {- {{ {{-| s|| \##
            """##
        ),
        (
            16384,
            ##"""
              :  =  `  k "$ "/ "1 "2 "@ "^ "g "w $c $p $s ${ %s '' '. 'a 'd 'i 'p 'r 't (  (! ($ (a (d (l (m (n (o (p (r\##
             (t *) -0 -2 -b -m .  0) 0, 0; 0x 1, 11 3. <  <- << <g <i <p <u >  ?  @r [" [p [s ], `c `p `s af ag am av bl\##
             ce d= dr du ea ec eq es gu h1 hi i  js ju ka ms oc os ov ow pi py ri sq ss sw tl ts tu ui ut };!==" +" a" c\##
            " h" i" r" t" x" y") ")."0""1."20"3."4.":{">>"] "],"ac"ap"ar"ba"bu"ca"ce"cl"cr"cu"da"dr"en"fa"fi"fo"gi"he"la\##
            "lo"mo"or"ou"po"ro"so"su"ta"th"ti"ty"us"va"},#  # @# c# r# s# t#: $co%% &qu' }') '))': 'co're'sh't ("/("a("i\##
            ("p("s("u('s(cl(cr(da(de(e)(er(ex(fi(fu(li(lo(ma(ne(no(pa(pr(t,(te(tr(us(va({ ) () a) |) })")))))),)).).g); \##
            * a* c* s* t, $, 3, _, `, g, k, y,,,,0.,1,,20,ea- [- e- i- t-- -10-12-20-3.-an-be-bo-ca-cl-da-en-ex-fi-fo-gi\##
            -ic-it-la-ma-me-mi-mo-na-no-op-pl-po-pr-si-ti-tr-ty-we-wi. a. c. s.",./d./s.0 .0".0,.00.1".1..2".2..3..4..5.\##
            .5t.ac.al.an.as.au.ba.bo.bu.ch.cs.da.di.do.eq.er.fo.gi.he.io.ke.la.li.md.me.op.po.pu.qu.ro.sh.si.sp.su.ta.tr\##
            .ts.ty.ut.wi/  / </ a/ c/ i/ s/ t//r/></bi/ch/cl/do/ex/la/lo/mo/pl/po/pu/sc/su/te/ul/us/v1/we/ww0 -0 00 10",\##
            0) 0,10.300 00"00)0020140240px1" 1",1,11.21.31.41.51.610 10,10.11,11112 12-12312514.1972 12" 2, 2.12.22.5234\##
            25 2563" 3, 3.03.13.23.33.530033337538;4, 4.04.14.55 05 15" 5.15.55005095126256667, 7.075 8759, : 0: 2: b: d\##
            : e: l: m: o: u:: :re; };st</g</p</u<<"<in<pa<ul= (= b= e= i= l= o= u="#="1="2="3="4="b="d="f="i="n="p="r><a\##
            @re[0m[38[st]);_, _ac_al_ap_ar_as_au_ba_bo_bu_cr_er_fo_fr_ge_gr_ha_he_ho_on_op_or_pe_po_sh_si_su_t _ta_tr_un\##
            _ur_us_ve_wi` a` ia =a aa ba da fa la ma na ra ta",a) a, a51a><aasabiabsaciacoad_adoadsadyafeaffag agaagiaim\##
            airaisal"al,al-al.alcalgaloalpalramlamoankanoap apeapsar"ar(armasoat(ausax_ay(ay.aylaypb[0b[3badbe(be.becbee\##
            benbetblabolborboybrobsobstbtnbusc (c ic sc tc vc, cauce,ce-ce:cemcfgch(ch_chmciaciecipck(ck.ck:ckgckicmdcov\##
            cowcs.cssct)ct,ct-ctlctrctxculd "d (d `d ed ld vd }d" d',d("d) d);d-cd-md. d_ad_cd_pd_rd_sd_tdapdasdaydbcdbo\##
            dcodcrdd dd(dd_ddaddcde(de,de-de:de_deademdiddigdlidoedoudpadradrids.dste  e $e 'e :e ke ye |e }e">e' e')e(c\##
            e(se(te))e).e->e-be-ce-de-le-pe-se-we.ae.de.ee.he.ie.le.me.ne.oe.pe.re::e_ae_be_de_ee_fe_ie_me_ne_oe_re` eaa\##
            eakebaebsecled'ed)ed:edaedceddedseepeereetefreftefuegaehaehoeideitekael_elyem.emien"en)en,en.en_enkenoep er=\##
            erberdergerlerwes'es-es[es_esiet"et,et:et;et=etbetnetoetpetyeueevaex ex(ex.ey(ey,ey_eywf df if nf pf rf yf("\##
            f._fa-fasfeafecfetfffffiffsfleflifoufseftwfy g =g bg dg fg mg og pg rg wg",g()g) g.cg.hg.jg.sg/cg/sg: g>(ge"\##
            ge(ge)ge,ge-ge:ggigglgicgidgivglognagnegnogo.golgoogotgrigs.gstgumh (h =h ch fh ih oh sh: ha2ha5haihalhe.hee\##
            heuhidhighiphithmahmeho holhomhophotht:ia iasic_iciiclicricyid(id.id>id]id_iddidsif(ifaifeiffiftig ig)ig.iga\##
            igrikeil.ilailuimuin(in/inlinnio/ioriouip ipaiphippiquir irois_isoit"it-it/itcittituiumix ixejetjoijusjwtk i\##
            k tk, kankdokgrkiekipknokotkouktokubl dl fl ol pl rl {l",l":l()l) l);l.cl_cl_tlaplbalcold(ld-ld_ldsle'le)le/\##
            le>leelegleplexlf,lifliklivll.ll=llbllsloolotloylpelphlrels(lsolt.lt_lurlutly.m 'm am cm im pm sm, m: m="mac\##
            mbome'me-me_mfomidmigmilml mlimosmpimprms.mutn  n "n -n `n gn hn ln vn {n")n',n'tn) n);n-cn-sn-tn. n.cn.sn="\##
            n_in_sn_tnannapnavncancrnd"nd,nd-nd.nd:ne"ne(ne,ne.ne_ng:ng]ngfngingongunicnisniunkenkinksnlinlonmennanninpr\##
            ns"ns(ns)ns,ns/ns_nscnt'nt/nt;nt=ntfnthntlntmnttntunusnvinvoo "o do fo io lo mo no po uo wo",o, o.mo: obaoct\##
            odaoesof(og og.oglogrok oksolaom"om.om_ombomoon/on;on=on>onmonoonponronvonyoogoopop opaopdopiopsopuor,or-orc\##
            orros os.osoot;ot_otlotpotsoudougow_owbowioxyoyap =p tp, padpalpdope_peepeophaphophppi pi.pidpippirpngpoppp.\##
            pprps psapseptopulpuppurpuspx;py pyrqlir !r (r *r :r br hr lr nr ur vr {r" r")r":r("r);r-sr. r.ar.er.gr.hr.i\##
            r.pr.rr.sr/cr_ar_cr_ir_srabrafrasrawrc/rd"rd-rd.rd_rdire(re-re/rerrforgiri risrk rk.rkdrkerksrm rm-rm=rmerms\##
            rn_rnirogroiroxrporprrr)rs"rs(rs,rs:rsarshrsort"rt-rtartcrttrturvarwiry"ry(ry,ry:ry_s "s -s hs vs {s }s")s' \##
            s')s',s("s).s);s.ds.fs.gs.ls.ms.ns.os.ts/as/ns/ps/ts[0s_as_cs_es_ps` sa_safsalsansavsclse"se-se:se;semsepseq\##
            sgisgssh(sicsimsk skeskislisnasress"ss(ss:ss_sshssosspst)st,st:st<stcstgsthstmstnsuisursvgt "t 't gt jt">t',\##
            t(ct(et(rt(st(tt).t-at-ct-st-tt. t.at.dt.et.ft.gt.it.mt.ot.pt.rt.tt; t_bt_dt_ft_ht_lt_mt_nt_ot_ut` ta(ta)ta,\##
            ta.ta_taftamtaxtbotbrtcatd>tdetdote)te,te-te3te:teqtewtfitgrth"th)th,th.th2th>thmthstiptlatmatmetmoto-to.tod\##
            togtoltostp tp.tp_tpltprtr ts(ts)ts,ts-ts:tsxtsyttattytuntuttwatwety"ty(ty.ty:u cu muaguarub ubjuchudiue"ue(\##
            ue.ue:ue;ue=ueluenueuughui-uitul ul>um ummun_unaunkunlunnup up-upeupiupsursus-us.usaut(ut.utautfv1.va.vaivas\##
            vcrve(ve_vecvesvigvinviovirvitvolw twaswatwbowedweewekwhawn wn"wn-wnewraws wseww.x, x50x="xedxmlxpixplxprxt(\##
            xt.xt/xtry by dy ey fy ny py ry uy wy {y",y()y) y<sy="yamyapyclycoyesyiiyloymfynaypayriys yseywoze_zedzerzon\##
            {co{re{},| `| n} =} e} f}, \##
            """##
        ),
        (
            32768,
            ##"""
              0 $m 'f (f ), *t .s [' `a my tw" ." f"ge# a#de("b("r(na(op) d, &,10- n->s-al-he-te.10.3".fr.pn.ru/he/is/ja\##
            /th09_18,1992.32="4.29,1:be:ge:{"="l=tr>ge_fa_so_waa iagrakaalhalmanuasmatmatybanbatc) chrcincs/dsee [e(0edo\##
            efser`ey:f og eg.agemgmagmeh did'il,iplis,is;jobk =l el ml nll"ll-ll;lstm",m.cm/gma n $n(en(sn_angrnn.npao o\##
            ociodoorwottow.p: pcope,pstr-cr/sr="re,re:rm:rt:ry>s  s :s `s gs-sst/stlt'st.ht.ntistwiuatuceve-w awisx: xpa\##
            y my("y.cypr\##
            """##
        ),
    ]

    static let ofFour: [Class] = [
        (
            8,
            ##"""
                \##
            """##
        ),
        (
            256,
            ##"""
            tion\##
            """##
        ),
        (
            512,
            ##"""
               "   < con the----atioing namethe \##
            """##
        ),
        (
            1024,
            ##"""
               c   i   r   }  </  re and cla dat for if  str to ": "////====ablealueand clasconfconscontctiodataeturfile\##
            httpion ionslassmentonfiparapathportptiorequreturingrrorservsionstatstritestthistrinturntypeurn uservaluwith\##
            """##
        ),
        (
            2048,
            ##"""
               *   .   /   a   b   d   e   f   p   s   t   {  //  co  if //  =>  be  com def end err exp fil fun in  int\##
             is  nam not of  or  pro req res ret sta tha thi use val wit you" da"../.com.get.htm="..actiaderalseame aram\##
            ass=asseata-atchate aultauthbjecbliccaticesschancliecodecom/commcompconncouncreacripdatedefadinge = e the": \##
            eadeeateectiefauemenent entientsequeeraterroersierveesulevelexpefalsfaulfor formfromfuncgithheadhis htmlicat\##
            ientif (impoindeinteion.ith ithujectlectlienlinelistmethml">mplemporn thnctinfignot nst ntennternullobjeoken\##
            onstonteoperoptiort ountourcpectpropps:/publquesransratireadreatrespresuriptrom ropersiorvers ths://scriself\##
            sertsourss="ssersulttatited tentter textthubtimetingtml"toketps:trantruettpsubliuestuncturceversvicexpec\##
            """##
        ),
        (
            4096,
            ##"""
               #   $   '   )   -   [   ]   l   m   o   v   |  ""  "c  #   *   -   <a  <l  as  b.  de  en  ex  in  pr  pu\##
              se  th  va  })  }, " d """ * @ :=  </a </l <a  <li = " = n ==  acc add all an  app are as  ass aut by  can\##
             cha cli cre dis fal fro get hre htt imp inc ins it  key lis mbe met mod new nul obj on  opt par pat per pri\##
             pub rea rep sec sel ser set sho tes tra tru typ var ver whe wil });", "": {"cha"htt####(htt) =>).to****-lev\##
            -pat../.../n./.../na.con.has.pro.val/..///gi/git/li>/nat00009999://g</a></li<a h<li ="ch](ht_con_str_typa hr\##
            a-lea-paabelacceacheaddrage agesalidall alloamesametamplanceandlangeapplaptearchare argearraarsease ass ate(\##
            atedatesath=aticatorats_attratusb.cobackbasebedtble bodyboolbuilbutecallcan casecateccescensceptchapcharchec\##
            cludcolocolucondctedctivctorcurrcustd = d todef defidentder dersdescdiredowndtlsductdulee coe foe ine ree to\##
            econecreect ect(ecteectoed tedtlef="efineforel="elecelemelf.elseendeenerengtenseent.ent_eptiequaequier "er t\##
            ernaers ertiertyerviescrespoess essaessiest est_eterethoettievenexamexceexpoextef thf=".fielfigufineforegene\##
            gistgrougurahandhanghapthat he che sheckhen herehis.hosthoulhrefhub.i clibuticenieldificifieightigurile iles\##
            ill imagin tinclinfoing.ing/ingsinitinstint ion"ion(ion:ion_ionaiptiirecisteitemiteritioitorivatjavajsonlabe\##
            latelemelengleteleveli clic licalicelinkllowloadlocalocklterludelue lueslumnmagemainmatcmbedmbermessmetamete\##
            moden = nablnal natsnclunderndexndlenectneranew ng tngthningnnecnodenonenstantaintegntexntroo thockeode odel\##
            oducof tolleolorolumompoon tonalonenonneons onseontaontror tordeormaositouldoundout overovidpagepan>parspass\##
            pdatpendperapertplatplicplugponsposipostpplipresprinprivprocprodprovpterqualquerquirr " r = r thram ramerams\##
            rateratorderreamrecorectref=remorentreporesoressriburiterityrmatrodurouprovirrayrrenrvics = s a s ins tos": \##
            s="csageschesed selesessset settshousignsingsizespacspanspecsponssagssiostanstarsterstomstorstrestrostrustyl\##
            suppsynct = t cot ret thta-lta-ptabltaintarttatetatutempteriternth="thatthentherthodtivetls_to ttoretorytrea\##
            tribttinttrituretyleub.cueryuilduireuld ult umenupdauraturreuse ustovalivar vel=ventvideviewwaitwhenwillword\##
            workwritxampxcepymenyou ype \##
            """##
        ),
        (
            8192,
            ##"""
               (   @   g   h   n   u   w  "   "a  "d  "e  "i  "m  "n  "s  "t  ##  .h  /*  <d  <t  ca  cl  fi  fo  it  le\##
              ma  pa  st  te  tr  ty  {{  |   }  !=  "   "co "ht "me "re ##  &&  ()  *   -1, ->  .ha .va 1 1 <di = $ = '\##
             = [ = a = c = f = p = r = s = t = { @pa a c a s act any api arg arr at  att awa b.p bas boo but cal cas che\##
             cod col cop cur del des dir doc els eve exa exc exi ext fin gen git han has hav hea id= ind inf let lic lin\##
             loc log mat mes nil nod non num one onl ope org oth out pas pay pla plu pos pre que rec ref reg rel rem run\##
             sha siz spe src sto sub sup tab thr tim tok und uni upd url usi voi we  whi wor wri {{- | s || "   " />" st\##
            ": ["con"tex$thi' =>', '() =() {(con(res(sel(str)) {*   , -1, an, co, er, in, re, st, th,-99-1, -999-con. th\##
            .0.0.add.app.len.mod.nam.org.par.res.ser.set.sta.str.use/// /com/con/dev/div/spa001b01b[1 1 1, -999,: fa: in\##
            : st: tr</di</sp<div<spa<str= ne= nu= re=> '=> {><sp@par] = _dat_key_nam_pro_req_res_sera": abasaccoace acka\##
            adataddiadmiafkaafteage.ageraileailsain aineainsaintait alizalleallyame"ame)ame,ame:ame=amewaminan can><anag\##
            anchandranneannoansaansfanslany appearenargsariaartiary ascoasswasynata ata"atabate_ategatetatfoath atteatur\##
            autoave awaiaymeb.prbefobegibelsbledblocboarbranbrarbscrbuttbytecachcardccouceivcellcertchemcifickagckercket\##
            closcluscollcopycordcorecretcribcritcrypcumecurid byd cod ind red thd": ddredebuded deledencdepeder.detadeve\##
            dispdistditidiv div>dlerdmindockdocudresdrope a e ane cae dee exe fie ise lie ofe pae pre see ste use wie) {\##
            e.coeachead eamiearceaseebugeceiecifecorect.ect_ectsecurecuted aed bed fed ied oed, editeferegereginegiseigh\##
            eleaeletelopemaiembeemovemplemptenabenamenceencoend endiensient"ent(ent-ent:entaenteentreouteparepeneposer =\##
            er aer cer ier, er: ere ereneriaerifermierr erriers.ert ert.es =es aes tes, esetesolesouespaest(est.estaesti\##
            estsetadetaietheetimetrietteevereworexecexisext ext"facefactfailferefferficafiedfierfillfiltfinafindfinifirs\##
            flowfontframfterg thget get(get_ggerght git grapgresh thh=".hannhaschashhavehe `he ahe dhe fhe lhe mhe phe r\##
            he thellhelphemahemehenther hichhilehinghis-hookhorihrowibraic cic fice icesich iconid")id="idatide idenider\##
            idthies if tilitilteime imeoimitimplin ainalindiindoine inedinerinesing(ing,ing_inpuinvaion)ion,ion-ioniired\##
            irstis ais iis nis sis tis->issiissuist istiistritleity iv cive iverizatize kafkkageken key keysl = lacelang\##
            lastlatflatilderle tle="leanleasled les let librlidalimilinglitelizellecllerlly logglogilonglopeloselowelse \##
            lse,lugilustmailmakemanamandmarkmarymatime =me, me: me="medimeoumetrmewomingmissmmanmmenmmitmmonmntymockmodu\##
            mounmovemplamponmptymultmustn cln con inn ren": nagenatince ncodnd tndenndinned neednentnextnforng ang cng s\##
            ng, nitinly nnelnnotnotanotenotinputnsacnse nsernsfonsionslanstrnt =nt tntatnticntinntitntrintrynts ntypnumb\##
            nvaloardocalocatocesocumode"odesodulofiloid ointojecoke-olveometommaommeommiommoompaomplon =on aon con fon i\##
            on oon, on: ondione onlyons.openor aore org.org/orgaorizorteory osedotalotatotheour outeoutpp://pacepackpan \##
            parepartpaympe":pe("pe: pecipermperspingplacplaypoinponeposeppinpporprefprofprojpromprotquotr cor inractrage\##
            rainrancrangrantraphraryre treacrecered redireferegirelarelerencreplreserestrevirgetrialriberiesrighrintripe\##
            rivarmisrnalrnamrocerofirojerokerolerollromerootror ror(rotorounroutrowsrt crt ortedrtifrty<ructrue,rulerypt\##
            s ans ars cos fos iss nos ofs res wis.cos.hts_stsactscolse ise tse, searsecosecrsectsecusee sendsentser seri\##
            sersses sforsidesitisitoslatsocksoftsolvsomesplassetssl_ssuesswost cstalstemstenstinstrasts subssuccsworsyst\##
            t bet fot int ist oft ort set stt tot": t.cota":tabatadatailtalltanctargtasktch tchete tted_tegeter.teraterm\##
            terstes tforth tthanthemthinthorthrethrotialtic ticatiestifititltitytnamto ato cto stocotooltor tor.totatp:/\##
            tputtractraitreetrictriptroktroltructs_stterttonttp:u001ual(ubscucceude ues.uginulesull ull)ull,ultiultsumbe\##
            umntunc undeunitunt uppoure uriturl urnsusedusinust usteutesutheuthoutilutioutpuuttov clvarivatevelover ver.\##
            veriverrvoidwarewhicwidtxecuxistxporxteny thyourype"ype(ype:ype=ypesysteyteszati{{- ~~~~\##
            """##
        ),
        (
            16384,
            ##"""
               :   =   k  "f  "l  "o  "p  "r  "v  */  <g  <i  <p  <s  <u  =   ],  ad  al  an  ap  aw  be  ch  di  do  el\##
              fu  id  li  lo  mb  me  mo  na  op  po  su  to  us  wh  wi  {  "ce "de "ex "in "li "ma "no "ou "pr "se "sh\##
             "so "st "te $re $th (st * t -0. -be ... /*  /** /// 0,  10  100 12  200 201 </d </s </u <pa <ul = ( = 0 = 1\##
             = d = e = g = m = o = u === @re a f a n a p a r a t abo aft als asy bac bef blo bod buf bui byt car cat cer\##
             cle clo cor cou cri cus d=" dec dep det dev do  doe don ele ena enc ent env exe fai fie fir fix fla fol fou\##
             giv gra gro hel her hos ide ima ini inp inv io. iss it( ite its jav jso lab lan len lim loa lon mai mak man\##
             map mar max may mem min moc mon mor mul mus nat nee net no  ord ove own pag por rai ran red rev rol rou sam\##
             sch scr see sen ses sig sin so  sof som sou sql sty suc syn sys tag tar tas tem tex tit tls try tsy uin uns\##
             wan war was web wid win {{  {}, | n } e } f!= n" id"/><"0" ": f": t"></"cel"col"com"dat"exe"fil"id""int"met\##
            "nam"out"pro"res"sha"sou"tes"tok"tra"typ"use"val#   # @p# th## @### #: s&quo', ('sho("te());(), (err(req(sta\##
            (t, (thi(use(val) ->) ==) th) { * @p* th, (), as, bu, en, fa, ma, no, nu, op, or, pa, pr, se, si, so, tr, va\##
            , wh,,,,,0,0- en- if-col-fil-for-git-ico-lin-min-nam-pro-ser-sta-tra-typ-web-wid../d../s./de.1" .ass.aut.cor\##
            .cre.dat.def.ent.equ.err.exp.fil.for.git.io/.jso.key.log.net.new.rea.rep.req.sec.tes.to .to..tob.tsx.typ.uti\##
            /   //  // <// c// i// s// t//ww/a></api/doc/mai/pro/scr/str/ul>/www0,0,0.0.00, 1" d1b[01b[39,-999,-:   : "a\##
            : "c: "h: "m: "s: "t: ht: no: nu: re: sr: {{: {}://w:= t</ul<lin<pat<ul = 0;= aw= co= fa= ge= ni= se= st= tr\##
            ="0"="3.="co="ht="to="tr== "== n=== ></d></s><a [38;[str_add_att_aut_cli_cod_com_cou_dir_err_fil_for_get_hea\##
            _inf_int_len_lin_lis_met_mod_opt_par_pat_pri_siz_ssl_sta_tes_tim_tok_tra_url_use_val_ver_wit`, `a = a coa re\##
            a512aaaaabilach ack ackeackgacteactoactuadd add(add_addcaddeadinage:age_agenail ailaailuain"aiseake al cal s\##
            alerall(allbalsoame(amouan aan ban ean iandaandoandsanguanimanizansianspant ant_antiapacaphiapi api.app.appi\##
            aratard ardsaredarguarniart artsas aas tascrasedasesash ask asonassiasteat aat iat tata(ata)ata.ate"ate,ate-\##
            ate.atematepateratewath,ath.atinativattaauseava.avaiavasavigaypab[0mb[38basibe abe ubeenber bernbilibinabind\##
            ble"ble-ble_blesblobbookbounbreabrowbstrbuffbut by tc fuc stc vocalecanccapecasscatccausccepce":ceducentces \##
            ch (che.chedcheschilchincho ciesciphcityckedckgrckouclaicleacliccloucodicom.concconvcookcopecorrcovecowbcred\##
            crosct, ctincts ctuacturcutecutid -bd and asd bed fod nod ofd ond sed std wid }}d");d", d="md_redatiddedddin\##
            dditde "de":decodelsder"der(der_derides destdetedevidex dex.dictdiffdisadiscdocsdoesdomadonedpoidroidth=dura\##
            duree   e ==e ace ale ape are ase bee che cle dae die doe ene ife ite lae loe mae mee moe nae nee noe one or\##
            e poe sae she soe spe sue tae tee tre vae" se", e":"e', e("te() e();e, ae, se, te-lie.gee.hte: "e: 'e: se: t\##
            e_coe_pae_reeacteadieadyeam ean easoeatieatuechoeck eckoeclaecodecomed =ed ced sed ued wed":ed. ed: edateden\##
            ediaedireduledureed een ef tefixefreegoregrieiveekanelatelayeldselenelf,elinell_elloelpeels.emoten =en aen i\##
            en tenciencyend(end;endpendsenkient)ent,entlenttenumenvieof epateplaeplyeporepreeproer fer oer per rer ser w\##
            er",er":er">er()er) er-ser.cer.ier.ser_ieralerceercoerederfaergeeriderinerioerneerr)erreerseershersoert_erte\##
            ervaery es fes ies nes oes wes":es.pes.ses: eseneseress.ess_esseesstest"est-esteestoestret =et tet, etchetes\##
            etryets etupetwoetypevicevieewayexitexpiexprext(ext.ext/extreywof (!f cof erf nof tef yofastfeatfeedfer fetc\##
            ffsefig fig)fig.fixeflagflasfoldfollfonyforcfounfreefresfsetftwafullfun g = g a g cog tog/cog>("ganigategati\##
            ger ger.ges ges/gestget-getcgetsgettgginght:gid gin gin-ginaginegingginsgivegle globgnedgnorgooggorigorygrad\##
            grangratgritgstrgth guagguidgumegureh = ha51han har har(haraharehas he bhe ehe ghe ihe nhe ohe uhe vhe whedu\##
            heigheushighhildhinthod hodsholdhomehorthouthow hreaiablial ialiialsiantiateiatiibleic sic vicalice.ickeicle\##
            id "id =id":id, id: idedied if eif nif yify igatiginignaigneignoil {ilabildeile(ile.ile_iledilenilerill=illi\##
            ils.ilurimarimatime.imesin cin sinarinating"ing)ing-ing:ing>ing]inglininink ins inseint(intfintointrintsinvo\##
            ion'ion/ion;ion=ion>ionciondioneiontipheippiipt iqueiresironis cis dis fis mis pis risabiscoise isioispaispl\##
            ist.ist<istsit cit iit rit tit('itchite ite3ite_ithoitiaits itteity"ity.ity:ivedivenize_izedizerjoinjustkdow\##
            kensker key(key,key_keywkgrokindkingkit-knowkotlkoutktorkubel bel cll col inl rel thl": l.col="3l_tylabllaim\##
            lainlanelasklbacld -ld ble ale cle ile sle":le, le.cle: learleftlenaler ler.lertles"les.les/lesslf, lf._lici\##
            licklicylid lighlikelintlishlitylivell bll rll tll, ll="ll_tllballedllinlobalog log.loudlow lowilperls_slse)\##
            lso lt =ltiplue"lue)lue,lurelvedm thmallmappmastmattmax_may me":me()membmemomenumercmergmes mespmestmfonmina\##
            mineminimit mmarmodimongmoremotemplimposmsgimsgsn   n a n aln ann ben exn fon gen isn ofn opn prn sen stn to\##
            n usn win", n't n_conaminarynavinc (ncelncesncienconnd and cnd ind rnd snd }ndarndatndedndefnditndowndpondro\##
            nds ner nersnessnetenetwng fng ing mng ong png wng/cng: ng>(nge ngesnginnglengs ngs.nguanil nimanizankinnmen\##
            nnernninnorenormnownns ans tnse.nsolnspont ant cnt int snt":nt, nt.cnt: ntedntiantifnto nts.nts/nvernviro a \##
            o beo coo ino reo seo usoadeoautobalocedock ock.ocksocolode(ode.ode:ode_odifodinody oes of aof coffsoftwogge\##
            oggloginogleokieoldeoleaolicollaolloolutom 'om tomaiomatome omeron (on eon pon ron son won" on",on":on">on("\##
            on()on="on_conceondaondsone"ong ongoonidonitonmeons"ons)ons,ons/ons:onsoont-ontionveooglookiool ooleoolsopdo\##
            optsopupopyror (or cor dor eor ior mor oor por sor, or: oragorceord ordsore.oreaoredorigoritork ork.orksorm \##
            orm-orm=orreors ortsory.ose ost ostgotecotifotliotocou cou moughout_ove owboowedowerowinown own"own-owneows \##
            p = pachpacipaddpatcpayppdowpe =pe="per per/peripherphilplaiplanple ple.plempletplieploaploypolipopuppenpper\##
            pplypproprecprevpricprimprobprogproxpsa_pts/pullpushput put_putspyripythqlitqueur !=r :=r a r anr der exr is\##
            r ofr prr rer ser tor": r) {r.seracerackrailraisrallrandray rce rce"rcesrcharconre are ire sreakrealreasreca\##
            redereenrefirefrrendres reshret retrreverfacrganrginrgumriabrianricericsrictriderifyrigirimarionriverizarmal\##
            rminrn (rn frn nrn rrn srn trnetrninrns rogrroidromironmropdror)ror_rorsroterow roxyrr !rr :rridrserrsetrson\##
            rt irt jrt srt {rterrticrtiertinrty rue)run runns als ass bes cas des exs fis frs lis ons ors pas prs ses st\##
            s uss whs", s', s) {s.ges.res.ses.sts/cos: [s: {s="as="ts[0]s_ses_sss_tosablsamesavescalscapsconscopscrese a\##
            se fse ose sse {se()sepasequser.sernset(set_setssetusgidsgstsha5sharshelshipshopshorshowsiblsimpsistsiteskip\##
            soleson sortspatsporspresprisqlisrc/ss tssedssesssigssinsstost ast bst ist ost pst rst sst tst ust, st_cstac\##
            steastedstepstgrsticstokstopstr strysubjsuessummsureswitsymft :=t a t alt ant cat cht det ext fit hat jat li\##
            t mat met not ont pat prt tyt ust vat wat wit { t");t", t(ret) {t.get.ret_cot_idt_ret_tytachtacktagstandtant\##
            tch(tconte ate fte ste, te: teadteamtectted.tegotegrteletem tem.temstendtenetenstequter"ter(ter-ter_tereterf\##
            terrtes.tetitewath =th ath, th: theuthonthouticltilstle"tlintly tmetto bto dto eto ito mto pto rto utobetogg\##
            tom tomatometor"tor(toratoritorstprotrattreqtrietrimtry try.ts =ts ats tts":ts, ts_ttstrtsynttacttesttp.ttyp\##
            tualtus twartworty<su cauageual ualsuberubjeuct uctiuctuue =ue, ues ueueuffeuintulatule ult.ult_umerummaund \##
            unt"unteuntiuntsuot;uploureduresurinurn_usesut tute uteduth_utinutomutorvailval vascve tved ven ver/ver_vert\##
            veryvigavingvirovisiwantwardwarnwas wboywebswekawhatwherwhilwindwingwnerwrapwww.x509xpirxposxprext")xterxtra\##
            y = y coy iny ofy rey toy": y<styamlyingyle=ylesymfoynamync ypalype.yptoyrigythoywor{- e{- i{con| sh} = } el\##
            } fr\##
            """##
        ),
        (
            32768,
            ##"""
               0   1   _   `   j   q   x   y  "#  "<  "@  "b  "h  "u  "w  $c  $r  $t  'c  ("  ),  );  **  -m  ..  .e  .p\##
              .s  .w  <b  <c  <m  =>  @t  [s  ac  au  ba  bo  br  bu  cr  cu  da  ec  er  fa  fr  ge  gi  gr  ha  he  ht\##
              im  is  ke  la  mi  ne  no  ob  on  or  pe  pl  qu  ra  ru  sc  sh  si  so  sp  sy  ta  ti  un  ur  ve  };\##
             !== "20 "ac "ad "ap "as "ba "ca "ch "cl "cu "da "en "er "fa "fi "fo "id "im "mi "mo "na "pa "po "th "to "tr\##
             "ty "us "va "ve #   # t $co %s" 'co 'in 're 'sh 'te (c) (co (cr (er (in (re (se (th ) { * a * c * i * r * s\##
             *te + " + 1 +=  - n - t --- .pa 0 0 0)  1,  1.0 2.0 202 : t :pa <-  </g </t <co <g  <td <th = @ = b = h = i\##
             = j = l = v > 0 >=  [], [pa [re [st _,  `co `re a ` a b a d a l a m a v abs adm aga alg ali alr alt ann apa\##
             ari ava b.h bec bee beg beh bel bet bin bit boa bot bra bre bro cac cap clu coo cow cry de  deb der dic dif\##
             dig dom dow dur eac ech edi eit ema emp equ fea fee fet flo fon fra fre ful glo goo got h1: hei hoo how htm\##
             id  ign is_ jus jwt kaf kin las lat lea lef lev lib lik loo mac mas mea mer mig mis msg nex nin nor now oau\##
             off old onc ori our pac pad pip pod poi pol pul pur put pyt quo rat ren rig roo row rul sav sco sea seq shi\##
             sim ski soc spa spr ssl ste stu sur swi sym tak tel ter tho too top tot tre tri tur two unl up  upl uri v0.\##
             via vie wai way wha wou xml yii { c { r { u {in |   | ` |> !== " + " ar" cl" co" d=" do" fi" hr" re" sr" tr\##
            ") {"));"), ", (", c", f", n", r", s", t", v","t"4.5": 1": 2": n":ex":{""><s">>,"] ="][""acc"act"add"app"art\##
            "aut"che"cli"cod"cre"cur"def"del"des"dro"err"exp"foo"for"get"git"inv"lic"lin"lis"mar"nod"non"org"par"pat"pla\##
            "pos"rou"sho"sta"str"sty"the"tim"tru"url"ver"}.f# co# re## r#def#end#if $con$pro$rep$res%s",'   ' = ' do', a\##
            '../': ''con'htt'use("ch("co("id("in("pr("re("us('sh(() ()) ().g(c) (cri(ctx(dat(fil(fun(get(ind(int(key(mbe\##
            (nam(new(nul(opt(par(pat(pro(ser(t *(tes(the(tru(typ) &&) + ) an) do) re) | ) ||) }})");)).t)+ch), e).ge){re\##
            ){va* - * @r* co* re*tes+cha, "a, "c, "f, "p, "s, "t, 0,, 0x, 10, 20, <<, ac, al, ar, bo, ca, ch, cl, da, de\##
            , do, ex, fi, fo, fu, ha, he, is, it, ke, li, lo, me, mo, na, ne, ni, po, su, ta, te, to, us, we, wi, yo, { \##
            ,-0.,0,1,0.0,199,200,201,caa,eaa,f,4,nul,thi,tot,und- in- na- re-0.2-0.5-1.0-2.0->ge-ani-be -blo-car-com-cor\##
            -dat-exp-hea-ima-ite-kit-lab-lis-mod-ope-par-pla-plu-rep-res-sec-siz-str-tim-tit-to--tog-ver-wea. */. co. if\##
            . in. se.. _.. c... ....../c./co.0",.0.1.2" .3" .4" .5 -.5" .5t-.</p.act.all.ann.apa.api.att.bod.bui.cal.cha\##
            .cla.cli.clo.col.cou.css.del.des.dis.ena.env.ext.fa-.fin.fro.goo.hea.htt.inc.ind.inf.ini.ins.int.joi.js".kto\##
            .lis.loc.map.mat.md).mes.met.moc.nod.not.obj.ope.opt.pat.pay.png.pos.pre.pri.pus.put.que.rel.rem.rou.run.sel\##
            .spr.sto.sub.t) .tex.tgz.the.tim.to_.tot.tra.txt.ui-.upd.url.v1..ver.web.wit.wri.yam/ re/ th// a// d// e// r\##
            //ap//re/><p/app/aut/bin/blo/cha/cli/cor/dat/exa/fil/go./gol/hea/ind/int/iss/jav/kot/lan/lic/loc/log/ope/pac\##
            /par/pay/pla/pos/pub/rec/reg/res/sec/ser/set/sty/sub/td>/tes/th>/use/v1//web/wek/xit0 0 0 100" y0) {0.0"0.0-\##
            0.00000 000,00020px;1, 11.0.10 1100 1000111112 11234125 1="02 122" d2.0.200,20002014234525 -3" d33333456375 \##
            38;54" d4.5.5 -05 -15 0.509_512-625 66667.0.75 -875 8;5;: "": "1: "2: "^: "b: "d: "e: "i: "p: 10: 20: []: bo\##
            : co: da: li: ma: ob: op: pa: pr: se: th: { ://a://d://k://l://r://s:= f:= r:= s:bef:exp:fun:get:non:par; //\##
            ; th;ret;str<!--</g></p></sc</td</th<?ph<dat<gui<par<scr<td><th>= "h= "s= $t= 0)= []= cl= de= fu= in= ma= mb\##
            = no= pa= pr= ra= th= tk= us="1.="4.="6.="8.=":e="ar="dr="fi="fo="li="ma="na="no="or="pa="re="ro="st="ta="te\##
            == '== 0==",=tru></a><di><pa>>, >get?>("?php@ove@ret@tes[0] [0].[par] ==], []str_acc_alg_all_amo_api_app_bas\##
            _bod_buf_cal_cha_che_cla_col_cre_def_dis_ena_equ_eve_exp_ext_fai_fro_gra_han_htt_id _id"_id,_ind_ini_ite_loc\##
            _log_man_mes_non_not_num_obj_ord_pag_pas_pay_per_por_pre_que_rea_rec_ref_rep_ret_sec_ses_set_sha_sto_sub_suc\##
            _t *_tls_to__too_var_wan_x50`   ` an` is` toa ana cla dea fia ina lia nea paa pra sea sia sta usa) ta.uta256\##
            a><sa_waaascabouabovabstace(acesach(achiachmacitack.ack_acksacroact ad oadapadedadonady affiaforagaiage"age(\##
            age)age,age-agedagicaginagreail"ail.aimsain.ainiake_al aal dal fal ial pal tal, al.cal: alanalcuale,alg_algo\##
            alhoaliaaligalinall.all_allaalliallsalogalphalreals(altealwaam sam-wame'ame.ame]ame_amedame}amicamilams ams.\##
            an oan san uand_andbandiang.ang/ans anteantsapdaaphqapi/api_app app_apprappsapseaptuar *ar car iar par tarac\##
            ard"ard-ard_ardiareaargiarioarkdarkeart_arteary.ary>as bas ias pas sasclase(ase.ase_asicasinask.askeasksasma\##
            ass(assnassoast ast_astiastlastrat cat sat wata,ata:ata[ata_atalataratasatatate)ate:ateaatecatelath"ath(ath)\##
            ath:atheathsatibatmoatomats ats-atypava/avatavioaxleay oayerayloayouays b.habalabankbar"batcbe $be cbe rbe s\##
            be('becabehabeinbel bel=belobencbersbetwbhoobilebillbitnbkitble(ble.blemblisbluebmitbootbordbothbottboutbove\##
            box"boy_braibserbsocbug bundbutibutoby aby dc ()c = c clc coc crc fic inc rec/cocal cal_calacalccalhcanncapa\##
            captcartcastcatoce =ce ace cce fce ice oce tce wce, ce: ced celocemecenaces.ch ach cch ich tchaiche cherchiv\##
            chmachmechorchrochuncialciatcifycilicimacingck tck::ckbockenckincklicks clarclescloacom"combcomecreecrolcss"\##
            ct act cct ict sct tct {ct(rct_scterctidctlyctokcts.ctypculacurecursd :=d a d cad chd ded did exd fid frd h1\##
            d had isd lid mad pad prd ted und usd vad whd" sd":"d', d();d) {d, ed, sd, td-cod-mid: 'd: td_atd_cod_padapt\##
            darddarkdarydashdatodcondcriddatddcrddenddlede =de ade ide tde",de, de: de_mdecidecldefedel del.deladelidemo\##
            depadepldeprder)der,der-der1der:derederrdesidex(dex:dfildgetdialdiatdicadifidifydigedigidir diumdle dlesdlew\##
            dlindnamdo ndon'donldoutdowsdprodrivds ads tdshadth:dtypducedynae "ce :=e ``e abe ade ate aue bae boe bue cr\##
            e cue fre fue gee gie goe hae hee hte ide ime kee lee mie nue obe ope pee ple roe sce sie sye tie tye une ve\##
            e wae wee whe woe yoe | e }}e" .e");e","e' =e');e("ce("ie())e(),e(coe(ree(see(ste).te, "e, ce, ee, fe, ie, n\##
            e, oe, pe, re-ble-coe-dae-wie.ene.g.e.ine.loe.noe.ore.ree.see.ste.toe: ae: de: oe: {e="ce="de="fe="pe="se="t\##
            e>("e_die_ide_ine_moe_nae_pre_see_ste_t e_tieaccead(ead_eadoeadseak;eallealmeam.eamseatheattebhoebkiebsoecap\##
            ecatecauechaeciaecimeck_eckbeckeecksecolect"ect)ect,ect/ect:ectcectled "ed ded eed led med ped red ved")ed",\##
            ed()ed) ed_aed_redcoeddiedededgeedisediuedreee teedeeedseerreet"ef _ef sefilefs/efulefunegategexegraehaveinf\##
            eir eitheiviejecekeyel: elaseld elf elf)elimeliselizell elneelogelotels els/ely emanemetemoren ben cen fen o\##
            en pen ren sen, en: enanenchencrend.end_engienideniuensuent'ent/ent;ent=entcentmentnentoentpentueobjeof(epli\##
            eploept eptseq, er ber der eer her ler mer ner uer ver {er" er")er("er):er);er->er. er.aer.eer.ger.her.mer.p\##
            er.rer.ter/cer/rer/ser18er_aer_cer_ner_per_ser_teraberaceranercaereserfoericerieeriteroperpaerprerr_erraers"\##
            ers(ers)ers,ers/ers:erstert(ertsertterwiery.es (es ces des ses",es">es()es) es. es.aes.ces.des.hes.ies.res/a\##
            escaese esheeshoesigesizesp_ess"ess(essfessoesspest)est,est/est:estcet aet cet fet iet oet pet set("et('et()\##
            et-get: et; et="et_cet_seta etatetbretcoete etecetedetenetinetioetnaetraetreetstettyetweeurleus-euseevalevio\##
            evisew aew cew dew rew sewarex.hex: exchexclexpaexplext)ext,ext-ext:ext_ey =ey, ey: eycleys e{cof ( f ($f (c\##
            f (if (rf (sf (tf .vf a f anf def inf itf ref sef="hfakefamifectferrfffffficffinfic fig(fig_firefirmfix fixt\##
            flexflinfloafoo"footfor(for_forgforwful fulffundfutug ang fig ing meg reg seg trg vag wig": g, sg.apg.cog.ht\##
            g.jeg.org.spg.t)gainge =ge cge ige oge sge tge" ge, ge.tge: ged gemegentger"ger)ges.get,getagetbgetdgetegeti\##
            getmgetpgetrgetugfraggedggleghlight=ghteghtsgit_gle.glypgmengnatgo.mgodbgoldgramgreegridgth(gth)guargulaguri\##
            h a h anh coh fih reh toha25hainhakehallhankhardhargharsharthasihasmhat(havihe "he hhe khed heetheirhem hen(\##
            her-her_herihersherwhes hesehethhey hiddhinehipphis,his;hitehivehlighmarhmenho "hon hosehotohreshrouht (ht: \##
            hterhub hubrhunki = i-kiia aia) ialeibe(ibilic aic iic lice"ice(ice-ice_iceaicitick icodicroicseict ictiid s\##
            id tid()id) id);iddeiddlidesidgeier ies"ies(ies.ies:ieveiew if .if aif cif dif iif pif sifaciffeigesiggeighl\##
            igitigniigraike il, ild ild(ild_ile"ile,ile-ile/ile:ilepils imalime(imenimlaimumimziin oin pin rin win":in">\##
            in, inceincoind ind(ine(ine-ine.ine_ineainecinfiinfring'ing;ingcingeingfingriniminisink:inksinliinneins(ins.\##
            int)int8int_inueinuxio.kio.sion]ionmionpionrion}iousiparipe.ipe_ipelipleipt"ipt>iptsire ire(irtuis bis eis l\##
            is ois uis wis._is.cis.sisheisibisinisreist"ist(ist-ist_istaistbistoit 'it ait fit pit sit wit("itatitedites\##
            ith(ith_itheithiithmitieitinitivitnaitu/ity(ity,ity-ity/ityciumliv><ive(ivesivinivitixedixtuize(ize.ize:jdbc\##
            jenkjetbk = k rek thk tokan/kboxke-lke-wke="ked keepken(kendket ket_ketskey"key)key.key:keyckflokinsklisks t\##
            l del fol prl sel stl tol", l) {l,nul="#l="4l="6l="8l="nl="sl_colagslanclapslar larglashlay lay:layelayolcon\##
            lculld cld hld nld rld-mldrelds le (le =le dle ele fle lle ole ple rle wle" le("le()lecoleeplegalen len(len)\##
            lenilepaler(leralerelersleshlestletilf):lf.alfillforlgorlhosliaslib/lid_liedlifelignlin/linulitilizall all c\##
            ll ill nll oll sll()ll) ll);ll,nllabllapllatllislloclnamlnetloakloatlog(log_logologslonelooklooplor:lorelors\##
            low_lowslphalreals/nls_els_pls_xlse;lt :lt, lt: lts ludilue(lue.lue:lue=lug.lumelutilverlwayly aly cly ily r\##
            ly sly tly, lyphm '@m = m com inm nam rem stm-wem.com/gom/xim: tm="tmalemalimanymap map(map.margmat matemaxl\##
            mbolme ame cme ime ome tme" me);meanmed mendmeramicrmiddmigrmilyminumisemit/mitemitsmittmlanmlibmmermobimod \##
            mon.monimontmorymostmoyamparmpatmpilmpremputms =mutamysqn (cn acn arn asn can chn crn den don enn ern fan fi\##
            n fun ken lin man nan nen nin non obn onn orn pan ten trn van whn yon" dn");n', n() n(){n) {n, sn-con.con.ht\##
            n.ren/con></n><an><sn_man_renal[nal_nalinallnantnatenatunc tnce(nce.nce_ncepnch nchmnchoncilncomncrencrynd `\##
            nd dnd end fnd lnd mnd nnd ond pnd wnd" nd, nd: ndicndifndomndshne fne one tne" ne, nearnecaned(nel_nelsner.\##
            nernnerrnes nestnet.net_nevenew(new_nfirnfo nfo(nfo.ng =ng bng dng eng lng nng rng ung vng",ng()ng) ng.hng.o\##
            ng.tng/sng> ngedngerngfrngodngrengstniconid nid"nil,nindnionniqunishnit nit(nit_nitenitonityniumnkeynknonks \##
            nlesnlinnloann, nnamnon-not_nothnotrnow nprons =ns fns ins ons, ns.ens: nse"nse(nse)nse,nse-nsesnsetnsfensid\##
            nsignsitnsornstensumnsurnt dnt ent fnt mnt ont pnt rnt vnt wnt" nt")nt",nt()nt) nt-snt-tnt.gnt.pnt:"nt="nt_a\##
            nt_int_mnt_snt_tntf(ntidntilntimntlyntmentrantrents"nts:nttynumenusenvoinvoko = o ano deo doo loo mao noo pr\##
            o.hto.kto.mooad oad_oadioadsobe(obilobleobotocelociaock(ock:ock_ocomocs/octood hode)ode,ode-ode=odedoderods \##
            ody.of pof soggiogicograogreoiceoid)oid:oin(oke=okerold old-ole ole.ole=olerolliols/om "om aom som/aom/gom/m\##
            om/pom/som/vom/wom/xomisompiomprompuon bon don gon hon lon mon non uon {on")on',on'ton(eon) on-con-don-ton. \##
            on.con.hon.son.ton_ion_tonaroncioncoone(one)one,one:one;oninonn onn,onn.onnaonreons(onsionsuonthook ook_ooks\##
            oot ooteopacopicopy or =or `or bor for hor lor nor ror uor wor">or) or.sord"ord.ordiore/ore_oresore{oriaorie\##
            orinork/orkeorkforkiorm.orm:ormeormsors.ort"ort(ort-ort.ort:ort_ortaortcortiorwaory,orynose(osofoss ossiost"\##
            ost.ost:ost_ostiostnostrostsot aot bot cot eot fot iot not sot tot uote oterotesoth oticotreottoou aou wouch\##
            oud.oup oupioupsous ouseout.outioutsovedow now townlowseox" p-tipaaspal.pandpatipattpaylpe, pec(ped peerpeli\##
            pen penapenipenspeofper.percperfpes pes.pgraphotphp phqlpilepipepirepleaplesplitply podspondpoolposspowepped\##
            pplepreepreppsedpserpt tptedpts pturpty pty(pup-put(putepytequanque quelquenquicr car dir for imr lir mar me\##
            r mor nor par str usr var whr wir");r", r', r(),r();r): r, sr-ser.cor.enr.ger.htr.inr.rer/cor/rer18,r_cor_id\##
            r_inr_narablraderadiragmral rapprattray(rc/crc="rce.rce_rch rchirdedrdinrds re cre dre ere fre nre ore pre r\##
            re wre('re, re.hre: red"red.red[red_reduree ree-ref ref:reflrefsrefuregaregerejerel=remaremerepareprreq,req.\##
            req_res.resiretsre{crflorforrg.arg.jrg.srge ria ria)ria-rid"rienrievrifiriggrimzriodrithritirizerkdorkerrkfl\##
            rkinrl =rl":rl, rm: rm="rmanrms rn $rn arn crn ern mrn prnatrnedroberoblroboroc;rolsrom_romprongropsroptror"\##
            ror,ror.ror:rosorossrotarougrporrposrprorr =rranrrecrredrresrs =rs ars trs, rs: rse rse(rse_rsedrshersisrst \##
            rt (rt =rt art drt frt lrt prt rrt trt wrt, rt.ert: rtanrteqrtiorts rtthrtuarue rue"rue;runtrustrvalrvedrwar\##
            rwisry =ry try {ry, ry: ryinrynas   s :=s acs ads bas cls dis dos ens has ims its mas mes mos nes ops shs so\##
            s sus tes trs uns wes yos }}s() s();s, as, cs, is, ss, ts.ads.aps.des.ens.exs.fis.ins.ios.iss.les.ors.pas.pr\##
            s/nas/res/ses: ts="ds="fs="ps](hs_cos_ers_prs_x5sa_wsafesalesampsandscenscloscodscouscrose =se cse pse rse w\##
            se);se: se_cseatsed"sed-sed.ser"ser(ser)ser_sercset-set.set=sfersha2shakshalshedsheeshotsincsindsiveskeyslee\##
            slicslinsmalsmaxsn'tsnamsnapso tsocisoluson"son.sonasplisprosql src=sreqss ass css fss oss rss sss, ssibssna\##
            ssocssprsstrst =st dst est fst hst mst nst wst {st",st()st: st_ast_est_rst_sst_tstafstamstbostcostdostidstio\##
            stnastocstr(str]sts.stubstunsubmsuchsue suitsumesupeswimsymbsyntt   t (ct *tt ==t act apt art ast clt dat di\##
            t dot ent ert frt get idt imt iot itt ket let lot mot nat net nut opt pot sht sot sut tat tet uit unt wet wh\##
            t yot | t" dt', t's t("/t('st() t())t().t();t(cot(set).tt, "t, at, ct, et, it, ot, pt, st, tt-cot-git-tyt.eq\##
            t.ert.int.set.stt/plt: "t: tt_alt_cat_det_eqt_ext_int_ket_lit_met_nat_pat_prt_set_stt_sut_tot_vata =ta, taff\##
            tag tagetaketal tal,tal_tamptatttatytbratch_tchatchitcoltdatte =te cte ite ote pte rte")te":te("te()te(0te_r\##
            te_tted"ted(ted,tegytelntemetenatenctepater)ter,ter/ter:ter;tercterpterttervtes(tf-8tfiltgratgreth cth dth f\##
            th ith oth pth stheatheithestheyticetickticstifatifytil.timitinetinutipltitetititivitkeytlantle tls tls.tls1\##
            tmosto `to fto gto hto lto otobjtocktodotoletomiton ton>top topitopttor-tor/tor:tosttpartpretr "trestrigtro.\##
            ts fts its ots rts sts wts.hts/cts/sts: tsertstattedttemttentthattimttlettokttomttp ttp_tu/gtun_tus.tus_tusc\##
            tusetutotvaltweetwittwo ty":ty, ty: ty<bty<dty<gtycou mau/gouallualtuantuarduatiubmiubreuch uct_uctouctsuded\##
            udesudinue iue tue" ue":ue) ue);ue: ue="ueliuencues/ugh ui-kuid>uideuiteul cularule.ulerulfiull"ull(ull;ult"\##
            ult(ult)ult,ult-ult:umliumn umnsunc(und"und-undaundlunicuniqunknunleunneunniunreunsiunt:unt_untruoteup-tuper\##
            upgrupidupplupprure(ure.ure_uri url"url(url)url,url.url:url_urneusaguscouse_ush(ut aut iut wut, ut_tutatute(\##
            ute_uterutf-uth uth2uts"uturuuidva.uvarcvarsvatave aved"vel ver(ver,ver-ver:veraverbvereverlves via vibeviou\##
            virtvityvoicvokevoluw new thwarrwatcway waysweatwebhwebkweenweigwerswhetwhitwidgwimlwisewitcwn",wnlowoulwser\##
            x = x.htxchaxcluxed xituxlenxmlnxpanxt" xt, xturxxxxy any bey dey exy foy isy noy pry sey sty usy wiy":"y.co\##
            y<day<guy_reyapdycloyconyes yfrayloaymboync(youtype)ype,ype_ypedypeoyproysqlz"/>ze =ze_tzed zerozone{ re{ret\##
            {var{{ .|   | ni} ca}.fa\##
            """##
        ),
        (
            65536,
            ##"""
               &   2   3  "g  "j  "q  "x  $e  $i  $m  $p  $s  $u  ${  'a  'd  'p  's  't  )   --  ->  -w  .a  .b  .c  .d\##
              .i  .r  .t  0.  :   :p  <!  <e  <f  <h  <o  <r  @a  @c  @m  @o  @p  @s  [d  [p  ])  ``  a   af  ar  at  em\##
              ev  fe  fl  ft  go  ho  ms  of  ou  ov  pi  ro  sa  sq  sw  tu  ui  up  vo  wa  we  wo  wr  yo  |> !im " +\##
             "") "", "${ "-- "0. "1. "12 "^1 "al "an "ar "au "bo "bu "cr "di "do "ed "em "ge "gi "gr "he "ho "is "ke "la\##
             "le "lo "mb "ne "op "or "pe "pl "sa "si "su "ta "ti "un "up "ur "we # a # c # i # n # p # r # s # w $de $fi\##
             $in $is $la $me $or $pa $pr $sc $se $st $te $up $va ${{ %s  %v" '', ''; '.. './ 'ap 'ca 'de 'gi 'ht 'no 'pa\##
             'pr 'se 'st 'th 'us ( d (20 (de (di (e. (ex (is (li (ma (no (op (or (pr (us (va (vo ) ) * - * [ * ` * d * f\##
             * l * o * p * u * w **  *co + ' - 1 - [ - ` - a - c - d - e - i - l - m - p - r - s --  --> --s --t -1. -c \##
             -f  -mo -ms -pa -re -s  -we . } ..  .co .ex .is .re .se .wi //p 0 - 0 1 0); 0.0 0.1 0.2 0.3 0.5 0;  0x0 1) \##
             1.1 1.2 1.3 1.5 10. 2,  2.1 4 } 500 : " ::  :re < 0 <!- </b </c </i </p <<  <<" <=  <ar <bu <de <ex <ht <if\##
             <in <me <op <p> <pr <re <se <sp <st <su <tr = # = 2 = 3 = 4 = _ = k = w = y @ap @au @de @ov @se @te [[y [])\##
             []; []s [co [db [se __( __c ``` ``f ``s `de `in `pr `se `st a g a h a u a w ada adv age agr air ale alp alw\##
             am- amo ani ano ans arc art avo b = b.t bad ban bar bei ben bor bou bug bun cau cen cfg chi cho chr chu cip\##
             cmd coh cov css ctx dam day dea dem den dia did do_ dra dri dro dyn e.g ear eas eff ela eli eng ens enu epo\##
             eq( est fac fak fas fit fle fli fmt foo fto fut gat go  gov gre gua gui hap har hig hol i < i = i++ ico id:\##
             if( imm ink inl is" is( isi it' it. job joi kee kno kub la  lar law leg les lia lit liv los low mad mcp med\##
             men mic mid mix mos mou mov moy mr. mut mys nav nec neg nev obs obt occ oct ok  os. otp pai pan php pin ple\##
             pop pow psa pun pus qua qui raw rej rfc rot saf sal san sca sep she sid sit sma sol sor spl ssh std sti sum\##
             tac tcp tea ten tod toy ttk una unk unr unt upg us, usa utf uti v1. vcr vir vis vol wa  wat wc_ we' wel wer\##
             who wra x1= x2= x=" y1= y2= y=" yam yap zer { a { d { e { g { i { m { n { p { s { t | a | c | d | i | t } =\##
             } c }), },  }}"!-- != 0!imp"  <" &&" ( " . " .v" : " an" as" ba" fo" in" pa" ro" ta" ty" va" wi" x1" x2" x=\##
            " y1" y2" y=" },"", ") =", a", b", e", h", i", m", p", {","a","c","m","p","r","s","y",ma"/")"0.0"1.0"123"2" \##
            "201"202"3.5"8.4": 0": 3":""":"0":"1":"2":"c":"h":"p":"s":"u":"w":[{":fa"==="><d">>}"], "all"amo"and"api"as \##
            "bar"bit"boo"but"can"car"clo"cop"cou"cus"dep"dev"dis"doc"edi"ema"eng"ext"fai"fal"gra"gro"hea"hel"ima"imp"ind\##
            "jav"key"lan"las"lib"loc"log"mai"mat"mit"mod"nav"not"ope"opt"ora"ord"pas"pay"per"pre"pri"qua"rea"rec"ref"rel\##
            "rep"req"rev"rot"sec"sel"ser"set"siz"sub"tab"tar"tax"thi"tit"tot"uni"upd"usd"utf"var"x":"y":"{{ "},""},{# de\##
            # in# li# no# se# wh##  ## c## e## s#000#fff#inc#sta$(gi$com$dat$def$ele$fil$ite$lab$mes$mod$nam$ord$par$scr\##
            $ser$upd$val${{ % en%v",&& !&gt;&lt;' })' },') {')).'), ', $', f', n', t', {'] ='app'err'get'git'nam'pay'pos\##
            'pro're 'sta'str'tes'the("/"("bi("cr("da("de("ex("ht("lo("no("or("se("sh("th("ti("va($th('..('re() -()))()).\##
            ().s(): ()` (){r(0, (0,9(1, (100(200(36)(50)(:ge(a){(a,b(add(app(arg(att(aut(bas(buf(cfg(cha(cli(col(com(cur\##
            (def(doc(e){(e,t(e.g(eve(exc(exp(fal(for(git(hea(inc(lin(lis(log(lon(map(mes(nod(not(obj(or (per(pre(rea(rec\##
            (ret(run(sec(sen(tar(tim(tok(tra(url(var(voi)   ) !=) ([) ) ) - ) 20) : ) = ) as) er) fo) in) is) of) or) st\##
            ) to)" x)));)), ), "), '), a), c), d), i), r), s), t).fi).re).st): t); e);re)nul)ret){if* @a* ``* an* in* li\##
            * se** t**: ,   , "", "/, "1, "b, "d, "e, "h, "i, "m, "o, "r, "u, 'a, 'c, 'p, 's, 't, (s, **, 0), 0., 1), 1,\##
            , 12, [", [], _ , _,, _}, a , ad, ap, at, au, b , ba, be, cr, cu, di, ei, ge, go, ho, ht, id, if, la, le, mi\##
            , mr, ob, on, pe, pl, ra, ro, sc, sh, ti, ty, un, up, ur, ve, wa,"re,"y",0,2,0,3,0.2,0.5,1,-,1,1,10,,11,,12,\##
            ,3,",5,6,6,7,9,1,fun,gaa,jdb,kaa,m,4,m,5,mal,md5,sea-   - **- ad- co- fi- th--- --bt--co--li-0.1-0.3-0.7-01-\##
            -1.1-1.2-1.3-1.4-1.5-1.6-201-202-3.7-6.7->co->pa->re->se-acc-act-ali-all-and-api-app-aut-bas-boa-bot-btn-but\##
            -cer-cha-che-cli-clo-cou-cp3-cur-dar-das-def-del-dep-des-dev-dis-doc-dro-dur-enc-err-fun-gro-hei-hin-ind-inp\##
            -ins-int-key-lef-len-log-man-mem-met-moz-ms--no--nod-not-onl-opa-opt-out-ove-pag-pos-pre-pri-ref-req-rig-rol\##
            -row-sel-set-sha-spe-sty-sub-tag-tes-tol-top-use-val-wit-wra.   .  t. al. de. fo. it. no. re. us. yo. | . }}\##
            ..  ...)../f../g../i../r./re./sc./st.0 (.0" .0,0.0,1.0-2.0.2.0/g.00".000.1",.1.0.1.1.1.2.2.1.4.0.4.1.4.2.5 1\##
            .5.1.6" .7,3._re.acc.and.any.arg.bac.bas.be..bin.btn.can.car.che.cle.cod.cur.deb.dev.doc.emp.enc.end.eve.exa\##
            .exc.exe.exi.fai.fas.fir.fla.fre.ful.g. .gen.gra.han.hos.id .id).id,.ide.ima.inv.io..ise.isr.iss.ite.jar.jet\##
            .js .js'.jst.kaf.kub.lab.las.lin.loa.mac.man.mar.max.min.now.npm.oau.ok(.on(.out.paa.pag.pas.per.php.plu.por\##
            .pyt.ran.rec.ref.reg.ren.ret.san.sav.sea.sen.seq.ses.shi.sho.sin.siz.sli.spl.sty.suc.sup.svg.syn.sys.tab.tar\##
            .tas.tem.toh.tok.tol.tos.tpl.tri.tru.uni.w3..whe.wid.yml/ <p/ <s/ co/ de/ if/ in/ no/ se/** /.te// .// b// f\##
            // g// h// l// m// n// o// p// u// v// w//de//do//ex//fi//ku//lo//pu//sy/1.1/200/a> /acc/act/adm/and/art/ass\##
            /bit/bui/but/clu/cod/cre/dep/dic/dis/eve/exp/fee/foo/for/fra/fun/get/go-/gra/har/hel/htm/if>/ima/ins/jen/jet\##
            /jso/key/kto/kub/lib/mas/mod/mon/nas/nod/nsc/opt/or /org/pag/plu/pow/pul/que/rea/ref/rep/req/rob/run/sch/sel\##
            /sen/spr/sql/src/sta/sto/sum/svg/sym/sys/tab/tag/tls/tr>/tra/tut/typ/usr/uti/vcr/ver/vib0   0 -10 -20" s0" x\##
            0","0)")0), 0, 00, 10, {0,1,0,100,110,9)0,md0-200.0,0.150.2,0.280.5 0.5,0/go00 100" 00",00,m000"000)00010024\##
            00:001, 014-02420312062509_c0:000; i0px)0x001 = 1", 1","1, 21,-91,1,1,121.0"1.1"1.1.1.2.1.5 1.co10, 10,110.0\##
            100%102411, 11,112,1127.14.5156218,118,2187519691970197119721b[42 = 2" t2.0 2.1"2.5 2.5"20112012201520162018\##
            20192020202120222024202520262222233,242325 0256:27.02="02dbc3"/>3,se3.0.3.2.3.5.3.or3000312533,s35.536)"38;2\##
            4 }}4.0.42334375444445675 -25 0 5 1.5" d5,0.5,6,5.1.5.5 50005555562556786" d6)")6.7,678968757" d75 077778,19\##
            8,208.4.812588888;2;8_t 9,1,9,109375969,970,971,972,973,99,19_cr: "0: "f: "g: "l: "n: "o: "r: "u: "w: ${: %s\##
            : '': 'a: 'c: 'h: 'p: 's: 't: 0,: 0.: 1,: 2,: </: [": [': ac: am: an: ap: ar: ca: ch: de: fi: fu: lo: mo: ne\##
            : po: ro: sh: tc: te: to: ts: tt: un: us: va: {i:"20:$se:** ://$://c://e://f://m://o://p://t::$s::cl:= &:= c\##
            := m:= n:= p:[{":`sy:cla:con:fal:lis:mbe:met:psa:str:tes:usw:{"c;   ; er; i ; i+; st;255;5;1;</s;fil;if(</ar\##
            </bu</co</de</i></if</pa</pr</re</st</su</ta</te</tr<a c<art<boo<but<byt<con<dep<exc<g t<gly<htt<i c<if <img\##
            <inp<int<li><met<pro<res<sum<tab<tr><use= ""= "2= "a= "c= "t= #{= ''= 0 = 10= 1;= @{= ["= ap= ar= bu= ca= ch\##
            = cr= da= di= do= en= ex= fi= ht= js= li= lo= me= mo= ob= op= or= sh= si= sq= su= te= un= va= yi= { = {}="" \##
            ="0.="1"="2"="2.="3"="5.="an="ap="bu="cl="de="fa="in="ja="m ="m1="pl="pr="se="ut== 1== t=> $=> 1=> [=> t=fal\##
            =fun=non=thi> * > co> re> se>("c>("i>("r>();>, <>1</></i></t>con>exp>set>the@aut@exa@gma@lin@pro@typ[0])[[yi\##
            [], []by[]st[dbo[ind[iss[run[sel[use[yii] | ]byt_ = _(se_, ___('__(s__in_act_adm_and_arg_arr_ass_asy_bin_blo\##
            _bui_by__byt_cac_car_cas_cat_cer_cip_clo_coo_crt_cur_deb_dec_del_dep_des_doc_ecd_enc_end_env_exa_exc_exi_fie\##
            _fin_fla_fun_gen_glo_gro_has_hel_hom_hos_id(_id)_id:_id__ide_ids_ima_in__inp_ins_inv_is__jso_lev_lib_map_mat\##
            _max_mem_msg_new_no__of__oid_on__ope_or__out_pac_pla_pos_ran_rel_rem_rsa_sch_sen_sig_soc_sou_sup_tab_tag_tem\##
            _tex_tot_uni_upd_uri_web_wor_wri` co` fo` in` or` wi` | `` a`` i``, ```j```p`bas`con`dat`pro`syma caa cha da\##
            a dia foa loa maa mea naa noa poa spa sua tea tha toa vaa", a-fia-laa-pla-roa.coa/laa></aborabsoace"ace,ace.\##
            ace:ace_acehaceracewachaacinack(ackiacomaconact-actlactsad aad fad tad, ad-tadcoadd-addoaddsade adieadleadme\##
            adowadreads ads/advaafeeaff_afraage'age/age=agecageiagemaggeaggragmeagnaagraags ail(ail:ail_ailiain(ain-ain/\##
            ain_airpaitfake(akerakesakinal =al bal eal lal mal nal oal ral ual val":al("al('al(tal,1al,2al["al[sal_aal_c\##
            al_ialaralcoalecalenalesalitall"alonalpralruals als/alstalthaltoaluaam aam cam dam iam mam nam oam pam ram {\##
            amagame-ame/ame;ame>ame`amelami/amidamikaml amp amreams"ams,ams:amspan dan han nan ran tan/can/wanaland(and-\##
            and.and/and:andeane anglangoanifanitank"anksanonanotanswant.ant;antaantyanuaanupany(ap<sap="ap[sapabape:aphe\##
            api-api:apisapivapp-app/aproapshar aar bar dar ear nar oar rar sar" ar",ar(3ara arakaralaranard.ardeardrare.\##
            are_areharerariearinarisark ark(arksarlyarm6arn arouarquarroars arshart(art-art.artaartuary"ary(ary,ary-ary/\##
            ary_aryiarykas cas das eas fas mas nas oas ras wasanase,ase-ase3ase6ase:asecasepasetasevash(ash_ashaashbashe\##
            asisasn1asouass)ass,ass.ass:ass_asslasstassuastfat dat hat lat mat oat pat rat yat":at("at, at: ata;atafate'\##
            ate;ate=ate`atebateeatefatekatenateoateuate{ath_ath}atisatosatriats.attlaudiauncava_ave(ave_avedavenaveravin\##
            avoiaw oaximay aay bay nay tay, ay: aybeayboayedayseazurb = b =>b", b.reb.tob/mabal bal_bar bar-bashbconbcty\##
            be 'be dbe ebe fbe ibe lbe pbe tbe("bearbed beddbel:bel>beleber"ber_betabigibin/binebit bit.bitsblacblanble)\##
            ble,ble:ble=ble>blecblenblinblogbo].bol bortbosebotfbox-box.bpacbprobr><brepbridbrokbrtcbsolbtaibtn-buckbuf \##
            buf,buf_bug_bulkbusebusiby cby sbyidc lac lic prc tec": c(ruc) 2c.coc.pac/mac/pac/sec=".c_stcaaacablcagicali\##
            camecap=cat cataccurcdsace dce pce sce" ce",ce("ce()ce->ce.sce="ceacceedcehoceidceklcelecemoceofces"ces/ces:\##
            cesecfg.ch =ch dch fch mch och rch sch wch("ch, ch_pch_rchalche-che_chlachoochpaciencirccisick =ck fck ick()\##
            ck, ck.cck_rckrecks.cks5ckstclaucli clipcloncmdlcnd:cohtcol col-col.col/com'com>comacomicon con"con-coorcopi\##
            coracorocorpcoulcp31crefcremcrt_cs.scs/ccseacshocsrfcss ct "ct =ct dct ect fct nct oct pct rct wct()ct(cct(e\##
            ct(pct(sct(uct):ct.tct: ct_ect_ict_tctabctcoctrlctx ctx,curlcurvcusecutocy":cycld   d &&d ==d ``d acd add al\##
            d ard atd cld crd dad dod end fad fud ged hed ifd itd lod med mod ned opd ord pod shd sod sud tid trd tyd up\##
            d ved wad yod | d","d');d() d())d(),d(cod(mbd(red(sed).td, ad, cd, id, pd, rd-tid.cod.ged.ned.ord.red.v1d/or\##
            d/v1d: "d: fd: sd:usd="cd="pd="td>("d_dad_fid_ind_lid_med_std_tod_vadabldamadattday daysdbc/dbctdbo]dboxdcol\##
            dd add tddicddirddr ddr(ddr)ddr,ddr_dds de cde fde ode rde sde()de-bde="dealdebadebidecrded"ded,ded.ded_deep\##
            delbdelpdeltden den"depoder'der/der;der=derbdercderlderndertdes(des.desedespdetydev"dev/dex"dex]dexcdexedexo\##
            dfordia dicedid diendif dimedinadinedir(dir)dir,dir_dir}dit ditaditeditodividjandkeydle_dleddo sdo |do: dobj\##
            doc doc(doctdolpdopcdoptdoubdow dow.dpardposdr()dr, dragdraidrawdrendreqds =ds fds ids ods":ds, ds: dsecdset\##
            dstadstrdth dualdummdumpduplduridusedvaldwitdy =dy: e !=e "le "se $re &&e 'ge */e + e - e --e ->e : e bie br\##
            e bye ele eme ere eve fae fee fle gre hoe mbe mue ote oue pie pue que rae rue tse upe ure vie voe wre { e } \##
            e })e" /e" ae" de" te"/>e":{e"><e': e's e("de("ue('.e().e(0,e(ine(pae(tre({ e) -e) =e)) e));e), e, $e, 'e, b\##
            e, de, me, ue, ve, we-2.e-dee-gie-hee-ine-mie-pae-pre-ree-see-ste-toe.  e. ie. te.ape.cae.cle.dae.dee.doe.er\##
            e.exe.fie.jse.lee.mae.moe.nae.pae.pre.tee.tre.tse/coe/mae/poe1, e:  e: 1e: be: ce: fe: he: ie: ne: pe: re</a\##
            e="#e="0e="ae="be="ie="le="me="oe](he__ e_ade_cae_che_cle_dae_dee_ene_exe_fie_foe_hee_kee_lie_loe_mae_mee_no\##
            e_ope_poe_sie_tee_toe_tye_ure_vae`, e`` ead.ead>eadaeadceaddeadleadmeal ealteam(eam_ean;eanseanuear ear;eare\##
            earlearneasieasteasyeatoeautebarebasebooebpaebrtebuiecdhecdsecenecesecipeciseckiecklecliecovecryecshect'ect-\##
            ect;ectaectrectued (ed -ed :ed `ed hed ned" ed' ed')ed',ed(med);ed-bed-ced.oed.ved/ved="ed_bed_ced_ded_ied_p\##
            ed_sed_teddaeddeedefedelederedicedinedocedpaeds edstedtyeducee cee::eed.eeleeemeeenseep eep(eeveeexcef cef r\##
            ef: effeefleefroeft eft:egacegenegioegotegreegroegulehaneholehoueideeigneingeintejoieklael =el":el, elabelbu\##
            elcoeld(elegelivellaelleellfellieloaelonelowels"els:eltaem iem, ema ema.ema/emalemapeme eme-emememeremesemit\##
            emodemonempoems ems:en den een ken men nen uen wen",en":en()en);enapenarend"end,endaenddendlendoene.enesenfo\##
            engeenhaenieeninenodenotenreens enshensoenssent>ent[entbentdentfenthenv env(env.envsenvveoptepeaeperepo epo.\##
            epocepriepther  er (er -er :er ger }er' er')er',er'ser(cer(her(ser(ter).er--er-ber-cer-mer-rer-ter.der.fer.j\##
            er.ler.ner.oer.uer/aer/per/ter::er</er="er_der_eer_fer_ler_mer_oer_rer_uer` eragerboerbyercherclerdaerdeerea\##
            erecerefereqerererfierflerimeriverlaerlierlyermaermeermoermsern ernierpoerr,erruers'ers-ers[ers_ersaersuerta\##
            erthertoerurervlery(ery_eryses bes ees hes les mes pes res ues" es' es).es);es-1es.ees.fes.ges.jes.les.mes.n\##
            es.tes/1es/ces/les/pes/ses[0es_ceseceseleshtesliesn'espeesqlesraess)ess,ess-ess:esscest'est=estbestdesthestm\##
            estpesttestuesyset bet det eet met net ret uet" et",et">et);et.cet_aet_bet_det_eet_iet_pet_ret_tetabetacetag\##
            etbyetcaetcletdeete(ete_eteleteoetexetfiethietidetkeetmeetopetpaetprets.etseettoetusetvaeue eus eus.ev-pew e\##
            ew few hew iew mew oew pew tew uew-gewcoewerewitewriex =ex("exacexofext;extcextsey aey iey")ey("ey_eey_teybo\##
            eys(ezonf ((f (af (ef (mf (of (pf = f [ f __f chf fif isf lef lif mef paf prf stf usf-8"f.asf: hf="#fallfata\##
            fecsfer.fer_fersfestffecffixficifidefiesfig"fig,fig/figmfigsfka fka.fkacflatflecflicflusfmt.fo, fo: focufork\##
            forufragfranfrasfriefronftokfy tfying alg chg clg deg exg fog frg geg idg isg itg keg nag ofg ong org pag pe\##
            g prg stg syg usg | g", g', g) -g) {g)nug, cg-fug.geg.log/20g/chg/clg/ing/jeg/lig/pag/reg/stg] $g_cog_ing_le\##
            gacygconge age fge gge pge wge":ge()ge);ge.gge_sgecogedtgelegeloger(ger,ger;geregersgeseget"get.get;get=getf\##
            gethgetlgetngetogetvgexpgf("gfilggregh tghcnght"gicagin(gin.gin:gin_gintgiongitbgitsgle"gle-glisgmaigmapgn: \##
            gnalgnamgneegningnmegolagoodgostgot gotigotogovegreagreggrepgrosgs =gs, gs.tgs: gstagth:gth;gz",h (eh alh as\##
            h d=h inh ish noh ofh pah seh sth wih": h.joh="1h="2h_pah_rehablhadohanchanihanthapehapphas_hasahasehaskhboa\##
            hcndhconhe [he jhe.ohelmheneher.hforhidehifthin hinshirdhis)histhlabhloghmachnamhod"hod,hod.hod:hod_honehonh\##
            hopihor horshotphoughourhoushovehowehowshreehromhronht="htokhts hub/hubchubuhumbi < i.sai/coi::$i_clia-lial_\##
            ialoiancias ibe ibe.iberic bic oic pic ric tic::icabicagicasice,iceiicemicieics ics.ict)icteiculicy id *id :\##
            id aid cid iid oid" id",id>(id] idebidinidopids iduaied.ienciendier:iersies'ies)ies,iew.ieweiewsif !if [if f\##
            if lif oif rif wifesifraify(ify_ifyiig =ig) ig),ig, igmaign ign-ign:ignmii::il.cild/ildcildrile)iliailinill-\##
            ill:illeillmily ime"ime,ime>ime_imerimezimg iminimmeimulin =in `in bin din ein fin iin lin min nin uin yin" \##
            in",in()in-sin.cin32in: in_sinc(inc.inciincrinctind,ind:ind;ind_indaine"ine)ine,ine:ine[inejing=ing[ing`inga\##
            ingbingiingmingpingtinguingwing{inheinjeink"inkeins/inscinsiinspint"int,int-int.int3int6int:intaintiintlinut\##
            inveinviinyiio/dioa_ion<ion`ionbionfionlionnionuior ioriipe ipodippeipt:iptoir, iratirclire.ire_iremirpoirro\##
            is gis his vis" is, is.ais.eis.iis.lis.ois.pis.ris.tis_aiscuise,ise.isecisedisesish isonisseist)ist,ist;ist[\##
            it -it =it bit dit eit git hit lit mit oit uit",it'sit()it, it-ait-tit.iit: it__it_cit_pitabitalitboitcoite"\##
            ite(ite-ite.ite;itelitfoith-ith:ithcithsiticitizitseity_ityfitysium.iv iivalive"ive-ive.ive=ive_ivelividixes\##
            ize"ize)ize,ize=izeoizesizinjackjangjestjquejs" js.ojstrjunijupyjwt.k cok fok hrk ink": k.cok.pak.sek:: k_in\##
            k_rekdirke ake ske tked_ken"ken)ken,ken.ken:ken_kenikenkker-ker.ker/ker_kernkerskes ket.key=key>key]keybkeyf\##
            kie kieskip kit.kit/klaskratkreskscakspaktokkwarl &&l ail anl apl asl cal chl enl exl fil ful isl lil mal me\##
            l mol nol ofl pal ril tel usl val vel wil":"l', l() l(rel(t,l, "l, cl, el, nl, sl, tl,19l,20l.htl.rel.usl: '\##
            l: tl="5l>("l[stl_del_idl_inl_prl_rel_sel_tllacklag landlanklaralarelarslatolaunlauslaw lay.lay_layblayslbar\##
            lbuilcomld ald fld ild sld tld()ld: ldinle "le -le ble mle nle ule vle",le">le',le) le);le-rle-sle. le.ele.l\##
            le.ple.sle/ple_cle_dle_ile_nle_ple_sle_tleadleafled"led(led)led,led.led:led_ledglegelen,len;lentler)ler:ler_\##
            leroles(les)les,les:leselesyletaletolettlevalewalf.clf.slf.tlg_sliablianliatlib.lictlidolierliesliselit(ljav\##
            ll -ll =ll dll ell fll mll pll wll {ll">ll-rllenllfollmellnallo llorllrells lly.lmenlns:lob/log"logflopmlopt\##
            lor lor"lor-lor=lorglosslosulow.loymlparlphilprolreqls =ls als ils tls" ls, ls--ls.cls.fls.hls.ils/sls1_ls: \##
            ls_cls_mls_tlse"lse:lserlstolt clt ilt tlt).lt-tltimltinlto(ltreltrults.lue1lue2lue;lue_lueplushlusilutelval\##
            ly bly dly ely fly oly ply uly wlyinm '.m ..m a m anm mem pam prm sem tom", m": m-com-him.mam.pam/bim/dom/gr\##
            m/prm/v1m/wem_com_rema imachmacrmademafemal mal(mancmanimanumap<map[map_mapsmarsmaskmat(mathmatrmavemax-maxi\##
            maybmbinmconmd5(mdatme  me $me -me dme fme mme pme sme wme |me }me")me",me' me',me("me) me))me).me-dme.tme='\##
            me>(mechmensmer mer_merimersmes.mes[mezomi/cmid,mighmikomilemillmimemin min.min/min_mirrmit"mit:mit_mitamixe\##
            mizemjs.ml" mlinmlnsmmafmmedmmunmodamon monomotimousmovimoz-mpanmprompt mptsmr. ms ams, ms: msg msg)msg_mspa\##
            mulamum munimutemzi.n $tn ()n (en 0;n 2.n abn adn apn atn aun bon bun byn dan din emn frn han hen htn idn if\##
            n imn itn lon men mon nun pln pon pun run shn sin son sun tan tsn tyn unn upn wen wrn | n"/>n":"n"><n' =n');\##
            n("sn();n(con(e)n(e,n(ren(sen(stn, "n, an, cn, en, in, mn, on, pn, tn-dun-itn-nan-prn-sen-stn-tin-ton.cln.ge\##
            n.jsn.lon.pan.sen.stn.tpn/jsn/wen: "n: 'n: cn: ln: sn: tn: {n: |n="1n](hn_atn_den_idn_inn_lon_nan_pan_sen_st\##
            n_tyn_vanal.nalsnalynancnapinapsnarinas/natonautnc fnc(rnc(tnc. ncatnce"nce)nce,nce/nce:ncedncekncemnceoncer\##
            nchanchenchrncipnclincolnctanctuncurncy ncy"ncy>nd (nd =nd bnd hnd und("nd()nd-cnd-pnd/ond:und_rndalndbondco\##
            nddandidndirndivndlindonndorndpandrends_ndtrne =ne ane cne ine mne sne",ne":ne()ne) ne: neceneconed,ned_nedi\##
            negonejonel nel.ner"ner#ner(ner)ner:ner_nerines"nes.net net/new-newlnewsnexpnfinnflinfo"nfo)nfo,nfo:nfrang *\##
            ng `ng gng hng kng {ng |ng" ng")ng":ng',ng("ng)nng-fng-tng. ng.cng/fng/ing/png/rng="ng] ng_ang_cng_pngconge"\##
            nge(nge_ngelnglings"ngs/nhannhernhignhosnicanifenil)nimunistnit.nitsnittnjecnk hnk rnk" nkednkscnlannly"nman\##
            nn =nn(:nn.rnnpino eno lnoncnot.notnnpidnpm npmjnreanreqnresns sns uns wns",ns":ns) ns. ns.ans.cns.hns.mns.s\##
            ns/ens="nsc/nschnse:nse_nsecnsednsennshonsibnspensstnsubnsupnswent -nt 4nt :nt bnt hnt lnt nnt unt {nt |nt">\##
            nt"]nt' nt("nt).nt);nt-cnt-dnt-fnt-lnt. nt.ant.dnt.int.rnt.snt.tnt32nt64nt8_nt_cnt_dnt_lnt_ont_pnt_rntabntac\##
            ntagntalntaxntcontdentelntesnthentientiontlintnantorntpants'nts(nts)nts,ntsentstnttonualnum numpnutenvennvit\##
            nvspnvvany cny kny onyino aco ado alo cao cho clo cro dio eno eqo exo fio foo geo hao ito moo pao soo sto su\##
            o teo tro weo woo yoo", o.beo.coo.eqo.mao.sto/doo].[o_paoad(oad-oad.oadbob/mobe.obseobtaoccuock)ockcockiocon\##
            ocs.ocusod =od, od: odalode/ode;ode>odecodepodetode{ode}odo odseody(ody)ody:ody>ody_oesnof `of bof dof eof f\##
            of iof lof mof oof rof uoft.og.lohavohttoid.oid_oingok, oke:okitokupol>(olanolarolatold_olesolidologolowolph\##
            ols ols-om .om com dom fom oom pom",om.mom/bom/com/dom/hom/rom: oma ombiomboomesomicominomizommuomotompton  \##
            on "on *on -on 2on von' on')on( on('on(aon(con(son(ton).on);on-ion-non-son.aon.don.ion.lon.mon.non.oon.pon.r\##
            on/jon](on_don_eon_fon_mon_non_ron_son` onatoncaonchoncloncroncuond ondeone.oneronesonevonexonfaonflong>onge\##
            ongsonhooniconkeonlionmaonn(onn)onnponpaonprons'ons;ons=ons[ons_ontoontsontyonusoocoook-ook.ook/ookuool(ool>\##
            oordooseoot_ootsop: opcoope opieopifopleopmeoppeops ops.opulopy-or "or _or gor vor {or",or":or("or('or()or(e\##
            or(tor);or-cor.cor.por:#or="or_coranoratorcoord(ord)ord,ord:ord_ore"ore(ore,ore-ore:oreioremorf(orgiorldorm(\##
            orm>orm_orouors"ort)ort,orumory"ory(ory)ory:ory_oryuoscoose_oserosesost'ost(ost)ost,ost=ostaosteosurot dot l\##
            ot pot rot; otabote:ote_otedotenotfrothiotiaotiootnuoto otototp otplotstotypou dou hou nou soublouncoup.oup_\##
            oursouslout"out(out)out,out:outbovalove(ove-ovesovinow aow cow iow()owevowidox.poxy oy_royamoymeoz-ap clp co\##
            p inp rep sep thp top wip", p": p.cop.gep.rep<stp="rp[stp_cop_hep_repabipagipairpaneparipclipcodpconpe ape i\##
            pe ope spe tpe {pe")pe' pe()pe.cpearpeatpec.peddpen(per(per-per_pes/pescphasphenphicphinphonpi.spi::pi_cpick\##
            pid,pid>pifypinnpintpirapitapivepkcspkg.ple"ple,ple:ple_plexpliaplibplisplotplusplvaply(ply.pmenpmjspng"png)\##
            pochpod polapollpolyporapos ppeapprepredpretprioprispshopsrvpstapstrpt ipt" ptorpts)pts,pts.pulapuncpurpput"\##
            put,put.px);px,0py oq, sq0 -quadquarquivr   r (cr ==r _,r acr adr agr alr apr arr asr aur ber bur byr chr cl\##
            r crr dar dor enr err fir frr ger har htr idr itr ker lar lor nar ner onr opr orr otr owr por pur shr sir so\##
            r sur tar ter trr urr ver yor | r","r":"r">&r"><r's r() r())r().r(36r(cor(rer(ser(t,r).tr, "r, ar, cr, er, i\##
            r, pr, rr, tr-cor-rar.apr.clr.der.exr.idr.isr.jsr.lor.mor.par.prr.str.usr/clr/prr/ser/str2dbr:  r: "r: #r: '\##
            r: sr: tr_adr_mar_par_prr_rer_ser_stradaradlraffraforaftrakaral[ram(ram>ramirastraw.ray.raysrbosrbufrc/prcas\##
            rce,rce-rce:rcenrceprch-rch.rch_rclercodrd =rd ard trd",rd":rd">rd, rd: rd__rdatrdidrdrards.re 're =re bre l\##
            re mre ure yre.ere.sre/mrebarecirecvred(red:redaredpredsree(ree.ree/ree:ree_reedreemreetreforegrregurehoreig\##
            rellreloremprenarep repereq req)req:rereres_resqret)ret,ret:ret;ret_reterettrev-revorf("rfc rg/arg/jrg/lrg/p\##
            rg/xrge_rgedrgitrgs rgs)ri: riatric rid ridgrimerinfriorrittrivirk.srkeyrks rksprl.url: rl="rlenrly rm-hrm64\##
            rmedrn "rn 0rn [rn brn drn irn orn vrn {rn: rnelro.hrol romoronirontrop roparor'rorfrormroverowirpasrprirr, \##
            rrafrrowrs frs irs ors wrs":rs()rs. rs.crsecrsesrsharshirsorrst_rstarstrrt "rt brt ert grt mrt nrt vrt" rt()\##
            rt.ort.srt_ert_prt_srt_trtcurthartiartitrts.rts/rts:rtuprty(rtynrtyprubyrue(rue`rue}run(run)run:run_runcruns\##
            ruptrurlrvatrvlery ary cry fry iry ory pry rry sry":ry()ry.nry.sry_crykeryseryurs "cs - s --s ==s ``s abs ap\##
            s ats aus bos bus bys chs crs das fas fus ges hes hos ifs las los mis mus nas nus pes pls pos pus sis sps ta\##
            s vas ves wos wrs | s } s" as" bs" rs");s","s":[s"><s' =s' {s');s())s().s(cos(res(ses(sts) =s), s).ts, "s, b\##
            s, es, fs, ms, ns, os, ps, rs, ws,20s--bs->as->gs-ans-cos-ops-ses.  s. is. ts.ass.aus.cas.chs.cls.crs.das.fa\##
            s.fos.jss.las.los.mas.mds.mes.mos.nas.nes.nos.ops.pos.pus.pys.tes.tos.trs.tss.uss.yas/aps/exs/hes/ins/lis/ma\##
            s/nss/prs/sts/sus/tas: as: fs: os="bs="hs="ls="ms="ns="ss[1]s[i]s_acs_ads_ass_des_ins_kes_ons_pas_res_tesalt\##
            sanisanssapisbuiscansclascorscovscrascussd",se "se 'se -se `se bse dse ese hse mse nse use yse" se")se":se(s\##
            se) se,"se-2se. se.sse32se64se_ssed/sed_sedisefusensser'ser,ser-ser/ser:seraserdsereserpserrses.ses/ses:sese\##
            set,set:set;setasetcsetesetisetnsetosetpsetrsevesevisfilsftpsfulsh =sh tsha1shadshapshboshesshifshinsholshto\##
            shutsibisic simusinesis,sl_csl_dsl_tslasslisslowslugsmansmtpsn1_snotso asobjsolison'son(son,son:son_sonisons\##
            sor sp_hsparspayspenspossqlssquasralsrv.ss 'ss =ss dss iss mss pss" ss",ss">ss. ss.ess: ss:`ss_tssarssfussl \##
            ssl,ssl-sslissmessorssthst "st -st lst vst" st")st":st',st("st('st(sst) st);st-cst.ast.cst.fst.ist.mst.rst.s\##
            st.tst<sst="st_dst_fst_gst_hst_ist_mst_nst_pst_ustabstagstcastdestdistexsthasthrstifstilstitstlastmestonstpa\##
            str)str,sts(sts,sts/sts:ststsualsubtsue2suersuffsuinsumosusesvalsvg"sw00swarswerswifsyn.synesynht !=t "vt &&\##
            t 'st + t - t --t ->t 20t 4 t adt att aut bat bot brt but byt crt cut evt fat fut grt het hot htt ift lat mb\##
            t mut obt pet plt qut rot rut sat sct sit spt tit trt upt urt vet vit wot } t" $t" ht" st","t' =t');t("st('/\##
            t(),t(1)t(ert(int(pat(stt(ust) =t, bt, ft, mt, nt, rt, wt-alt-ant-cat-det-ent-fat-int-let-ret-sit-stt-tot-tr\##
            t. tt.adt.apt.ast.cat.clt.crt.det.ent.ext.fat.fit.htt.idt.ist.jst.mat.mot.nat.net.not.okt.pat.pot.prt.tet.to\##
            t.tyt/htt/jat8_tt: 't: 1t: it: nt: st: {t; st; }t;</t<stt=":t_ast_att_cht_clt_dat_dit_ent_fit_fot_grt_hat_he\##
            t_let_lot_mat_mot_not_opt_ort_pot_sit_tet_tit_trt_urt_ust_wit`` ta ita nta tta()ta) ta-fta-rta: ta["tab tabi\##
            tabstacctacotacttafrtalitalotapptar taretasotatstauttax_tbodtbootboutboxtcartcastch.tchltclitcodtcomtcuttdef\##
            tdertdirtdoutdowte bte dte ete lte mte nte ute vte wte",te('te(cte(ste({te) te3_te_ate_cte_fte_ite_ote_pte_s\##
            teartebotechtecoted'ted)ted-ted/ted:tedatedeteditedrteketelitelytem(tem-tem>tem_tematen tenvteortep tepster'\##
            ter=terlterotes"tes)tes,tes/tes:tesetevetexctf("tfratfuntgz"th -th `th eth mth nth rth":th("th) th);th.jth_c\##
            th_tthcothirthlothosths tiattibitibltic_ticutid tid(tid>tidetil tilitilltimatinatinctindtinftinttinytipativa\##
            tizetktotle:tle=tle>tlistlogtly.tmantmaptmentmestml tml#tml)tml>tmodtnodtnottnulto nto vto wto yto.bto.eto_s\##
            toc-togrtohatokitolotom:tom_ton"tonetonstop-top:topltopptor)tor,tor;tor_tos/totptotytouctoyatpastpattpcltper\##
            tplitplvtpsttr =tr, tra tradtraftraptravtreftreltreptrixtrodtrontroytrultruntrustry:try_trypts (ts cts dts p\##
            ts",ts">ts()ts) ts. ts.ats.cts.sts/its/pts_ats_ptsbytscotsectseltsettsiztstotte ttexttktttp-ttp/ttp2ttpcttpr\##
            ttr(ttr_ttrstuattup tupdtuplturltus"tus(tus)tus,tus:tx, ty aty cty ity oty sty tty("ty()ty="tyfrtynatypiu ar\##
            u hau neu wauadrualiub.rubcoubecubleubprubstubusucerucheuckeuct.ud.nude:ue fue oue sue wue }ue()uentueprueri\##
            ues)ues:uf, uffiug.cuggeuickuid"uid?uiltule(ule:ule_ull-ull/ull_ullaullnulloullyult;ultcultrum.cume umesummy\##
            un gun tun);un_aunauunceunchund(und:und_undiundtuniounixunmaunseunsuunt(unt)unt,unt.unusuotaup tupinupleupli\##
            uponuppeupytur aur cur our pur suraburalure-uri.url=urlsurn(urn:urn;urniurpoursourveus =us cus, us,2us-ous: \##
            usd"use,usefush usivuslyusr/usw0ut =ut fut nut out sut("ut: ut_lutabutboute,ute.utexutf8uth.uth/uthluto uto-\##
            utosuts utstuttev = v idv", v-pav0.0v1.cv></va/lvativcr.vcr/ve bve cve ive pve sve",ve()ve(:ve, vectved.vely\##
            vendvenever"ver)vercverfvernviduviorvitevletvocavspevvarw cow daw erw inw orw rew tow-giw.apw.w3w000w3.owa u\##
            wargwarmwc_swconwe awe cwe dwe wweb webpwebrwed weekwellwer wercwerewevewidewiftwikiwildwin3wn--woocworlwso2\##
            ww.aww.wx cox":"x.pax1="x2="x: ix="0xactxcelxes ximuxit xlinxml xof(xperxplaxplixploxt 'xt =xt fxt":xt()xt) \##
            xt-axt.cxt/jxt/pxt: y a y aly apy ary asy cay chy cly diy doy fiy fry hay key kiy liy may nay oby ony ory pa\##
            y poy shy suy vay why", y', y("by("iy())y();y) {y, ay, my, sy, ty.gey.hty.iny.npy1="y2="y: 'y: sy<boy_coy_ex\##
            y_pay_sey_sty_tyyarnyboaybooyclaycleyearyfilyii:yintykeyyle yle.ylinylisynchynedynhiyntayou'yparype'ype;ypen\##
            yph ypinypteyptiysetyterythiyurlyvalz" /z-anze":ze, ze: zeofzingzure{ .v{ co{ ge{ in{ na{ se{ te{ ur{ us{% e\##
            {if({int{ok,{thi{{ i{{ t{}, | no| re| se| st} ->}, {},{"}fun\##
            """##
        ),
        (
            131072,
            ##"""
               ?  "k  $(  $a  $d  $f  $o  '@  ):  .f  <v  @d  by  c.  d=  fs  nu  ss  vc  vi  xm ""  "%s ".. "/" ">< ">=\##
             "at "ha "hi "ju "qu "ra "sc # @ # g # o $gi $it $mo ${c '') 'ch 'cl 'ex 'fa 'fo 'po 'wh 'wo (ge (le (lo (me\##
             (ne (pa * 1 * g * h * m **p *re + s - " - b - u --c --f --n --p -10 -12 -14 -19 -2. -co -}} . | .en .s: 0 2\##
             1.4 1.6 1.7 10, 102 14. 2.7 3.1 400 : ' </f <pl @mo [in __b __l __s _}  `${ ``a ``n ``t `ma `tr aff alo aws\##
             bat bla btn cel cpu dou e)  emb esc etc fid flu gmt gos gri gun hid hom hor i,  inh ioa isc jes jvm lay oce\##
             pee pic ral re- rob rsa sce slo sna sui tax ui- unc vib wek xli yes zon { " { b { f {%  {@l {}) | g | r } }\##
            " --" en" he" na"#ff"&#x", [", d", l", o","v",fe"/> "1.1"3"/": 4": o">: "adm"att"bas"cat"exa"fon"hos"ins"ite\##
            "max"mem"mic"rem"sal"sea"shi"sql"tin"toc"uui"wid"wor"}, # ex# fi# us#13#$err$gis$iss$opt&& (' + '#13') }')) \##
            '));', ['cli'dat'id''ll 'rea's s'tex'woo( di("fo("ma("st($va('co() t().t(1);(act(arr(des(dic(ent(has(moc(mod\##
            (msg(out(pos(que(see(siz(ssl(sto(sub(uin(ver) > ) ? ))) ), f), n).ap).co).no).th).wi): s); /); })[0]* @s* ad\##
            * ge* if, "n, $0, 'd, 'e, 'i, 'w, 2,, et, ev, fr, mb, ms, ok, ou, sa, sp, sy, {i,"pa,"st,"va,13,,14,,15,,4,5\##
            ,7,8,8,9,9)",fem- de- pa---|--no-09--1.7-100-14.-2.5-8.2-> "-> s->as-add-boo-cla-end-fam-in--inf-map-nat-pop\##
            -rea-rul-sid-sig-sto-tab-tex-the-tok-wor.  i. wh."""."),.", ..."./in./se.10..2.0.2.2.2.3.3.1.4.4.5 2.7" .</s\##
            .boo.cac.cat.cer.cus.dec.dee.dir.ema.fat.fn(.fun.hoo.ing.inp.is_.jav.jun.lan.mal.md#.med.nex.of(.ord.pla.pod\##
            .pso.red.sha.ste.tit.toc.top.war.whl.xml/ ../ <e/ ch/ ge/ to//$m//ra/><//clo/col/css/def/fau/gro/htt/inv/lab\##
            /lin/max/nul/obj/pat/pri/r2d/raw/rel/rem/sha/tem/ui-/val/wor0" /0", 0,0.0,3,0-9]0.1"0.100.22000/025-0</t0] |\##
            0], 1 0 1 121":"1', 1,0,1.2"10.1100)13#113,119732 1 2", 2, "2,13200)20012013201728122="33#103.3.3.4.4 1.4,5,\##
            4.1"4.2.4.4.4.5 4062456"46875 c 5" y5.3.5q0.6,7,7,8,8,9,80809)" 9.5 : 'f: 'i: 0;: 12: 30: a : ba: di: do: ex\##
            : fo:"0":"us:00:::co::ge::re:= h:hre:lay:ref:sta:tru; ?>; se;var</la</op</se<cod<el-<gro<see= "/= "p= $r= 's\##
            = -1= gr= gu= na= os= po= to="#f="&#="10="7.="ba="cr="da="he="m2="si="vi== [== c== s== u=> s=typ> 0)> ge> st\##
            >("e>("p>("s>("u>: <>ass?xml@app@otp[0.0[1].[con[key[nam]   ]: h]; t__bo_aft_asn_bla_boa_bra_cbc_clu_cmp_cus\##
            _det_ele_ema_ent_fre_ful_id'_mut_oau_plu_pol_rat_rev_roo_run_sea_sel_sho_tas_the_thr_tit_top_war_whe` ar` fi\##
            ` me` pa` re`` o```s``js`get`jso`trua cua fua moa, ba-coa-ita/dia_adabriace-acebacedacemack,ack-ackuacmeadba\##
            addaadgeadidadiuadjuadliadocagatage;agepagetags.ail'ail,ait(ajoraka/al",al-sal_palasaldeale alicall-als.alys\##
            am tam, ams)an "anciand"andpane_anelanisank any)app"app,aptiaquear far mardcare/aresarg ark"arriarssarttas $\##
            asciase"ase)aserashiask(ask_askiast-at =at bat eatapate>atexate}athfaws_ay()badgbdribe mbe obe.dbe.tbeanbeco\##
            bel"bel.ber.bestbingble'ble;ble[bletbmocbtn buggby gbyprc asc boc dec orc", c></carecarrce) ce_tces-cewoch b\##
            ch pch: cipacitlck ock.pck: ckseckupcle cmakcmp cotucoupcro.ct(fct(ict(tct) ct);ct_cctcacteqctnactrects_ctx)\##
            cy: d apd aud bad bod oud tad' =d, fd-pod. td.htd.prd="fd="sd?>(d] =d](hd_idd_prd_sed_tydautdbacdbaldcardcha\##
            dcodde <de dde lde pde vde) de.tdeaddefpdenideptder>deraderodes/deskdex)dex=dex_dge diagdic/dir$dirndiusdjus\##
            dletdlibdlogdoc:dom dom.domedpatdpredrafdue dvandy, e =>e `se ave ble cee ove" ie"))e"),e'] e("/e("le("se("v\##
            e(vae){re, le,t)e-loe-mae-ope-roe.cse.foe.nee.tie.tye: me: ue:coe:noe=""e="&e="re="ve?>(e[rue] =e_ale_ape_bu\##
            e_ece_ere_one_ore_tre_wiead"eak eandeapiearreaveebdrebmoec()ect>ectned  ed."ed_fed_med_oed_vedacedbaedpredse\##
            edvaedwieedieepeef iefloefolefp egalegaregmeeheaeindel cel.cel_ield.eleself:elidellselp em aemaremasems.en(s\##
            en) en_sencaend)endtent`entvenu enulep(5epaseps er *er('er))er-per.ber:cer_bere.ere:erleerloero ert"eryter} \##
            es -es [es")es',es/2es_aes` esbuesh_esiress'est;et -et vet wet(:et) et.set_het_metdaeticetitetloetokets"ets/\##
            ev/new lext'extaexttey="eys.f (df (ff caf exf nef pof suf wef, sf.ref_apfemafig:fingfloofyapg   g bug cag da\##
            g dig eng heg lig log mog opg teg())g/apg/fag/geg/x/g_reg_shgardgbloge mge",ge.sged_geingendgerrges:get)get:\##
            ggesgic gin"glevgoutgs ags) gstogth,gziph ==h cah foh prh tih unh) {h.hth: 1h_coh_tohanoharrhe :healhl",hmap\##
            hod(holehooshop.hor-ht 2hutdi++)i/chi18nial-ial.ialliaseic, ic/sice'ice;icinicksicy.id 0id nid pid rid uid"]\##
            id',id("id))id).id?>id_tideoied,iewpif /ifyaiko.il ail: ile'ilegillaime)imedimprin [in('in-bin-cin/sin="inel\##
            inetingdink_ins_int1inusio/kion[ionhipeoir =irmairnais.$is.gis_sisclisemisfiisitisnuispoisvait "it nit-iitec\##
            ithnitlyittiity)ityiitypium ive,ivecivilixelk:hrkacokconke-dken'ket,key-keypkpolks akstal   l all dal dol ha\##
            l lol nel orl pol trl | l ||l");l())l();l, ol, pl-del-opl: "l="tl_paladdlattldaplds.le hle")le')le-cle.hle::\##
            le_aleavleidleinlem lencleprler,let(lf.llf.plib lid"lidelin.lipslkotll hll lll ull")ll: llellliallo-lns=lot.\##
            ls":ls("ls.gls.sls_alse`lstalt.slti-ltypluatluefluram "@m dam fim opm.frm.htm/rom/scma/dmajomat.mat:me nme.s\##
            me__me` mic min"min-mit(ml .ml vmnammonsmos mpacmpermrefms-amsg(msg.n "an + n :=n ==n e)n eln evn gin hon mb\##
            n min ran spn ven wan" in(),n(:gn(a)n, nn, rn-den.idn: an: mn: rn_crn_tinactnal"nal-nal:nalenalpnc()nc><nclo\##
            ncornd vnd",nd":nd(snd_sndasndbyndlyndstne pne wne")ne('ne-hne.nne[rned"ned.neganeliner-ner/nes:newcnewgnfil\##
            nfo[ng $ng (ng -ng">ng/gng_lngblnge.ngs(ngsengtonizenk:hnlisnlocno cno snocknoninoptnotfnousnow(nparnpatns (\##
            ns cns dns }ns("ns()ns);nsisnsslnt  nt (nt(snt-wnt.ont16nt_fnt` ntf ntfuntnontprnts_ntsbntupnue;num.nurlnux-\##
            ny pny sny()ny.co apo imo lio ono peo ruo too": o', o-too.reo/kto: 'o_coo_globj.ock;ockrod iodatodcoode'ody"\##
            ody,oerroexcof nof woff offeogf(ogouoidcoks ol iolisollbols.om eom rom, om.aom.com.pom/eom/jom/lom/tome/ome_\##
            omenomiton :on yon |on"/on(ron->on-bon.eon.gon_aon_lon_pone'one_onouons-onscont ony.oo",ool)op.copagopesopri\##
            opt.or yor" or")or).or.ior.woraroreeorelorklorkporm"ormdorpoorthos.poscaot mot oot, otfootpaoturou tou uout-\##
            outlovisow, owleownsoxy_p exp ofp(5)p.sepactpagapanypastpdirpe hpe",pe) pe._pe:cpe_ppec pedepeobper"pheapien\##
            piespixeple-plurpre-psobptabptesptimptinptopptypput)qlser ">r ear fur her i r ifr per ror unr" (r">:r');r(er\##
            r(str, mr.adr.crr.fir.ior.mer.nar.por.wer/lor](hr_car_lir_mer`` rarirathraw rce(rce=rcedrch"rcptrd ird srd("\##
            rds"re()re. re.cre.nre_cre_rrecured,redcreesrelirem;reneres"res)res,rfilrg/2rge"rgs:rhanrid)rid,rincrip(rklo\##
            rkporl()rlanrlimrmdarmesrmodrn hrn lro.mronoroprror-rorcrr) rreprruprs",rs) rs.grs.irsinrsuirt":rt.nrt_crt_r\##
            rtcortesrtexrum_ry dry wry",ry.cry_pryprs !=s */s ->s avs cus jas kes obs ous rus ups" ds"][s%2fs(uns-1.s->s\##
            s-prs-sts-tos.als.gis.has/des/dis/pas1_3s: 's: 1s: ss_lis_sus`` saddsannsarrsarysatisbytscarscurse lse vse x\##
            se }se",se("se-ise_psed,seedseensegmsemasempsenaserfsermset"set>setdseursha_simisinsskinsl_ssmetsnulso iso w\##
            solason)son-sonpspagspersresss wss":ss.sssumst gst. st__st_bsta stdlsthestimstlystmastmtstrbstrcsts"subcsubp\##
            suspsvgesynst : t mit out rat":"t, dt, lt-ict-pat-set-wet. it.het.rut.spt.vat/cot/ret/wet:  t: ct: ft</at="1\##
            t](ht__ t__(t_bot_but_cmt_ert_rat_tat`, ta ata fta sta);ta-ita-ttag_tagntaletarrtax tbuitbyttch"tdette "te k\##
            te }te" te(:te_bte_lte_utebytedctedstedttefiteintelltem"tepoteprtes_tetotfouth $th",th()th2.th_pthfothumtid)\##
            tid,tinstitutlabto_gtom-tomltoo torttosctp.rtpagtpritpsetpsrtquetrbutrectry"try(ts bts mts {ts")ts.gts.its.t\##
            ts_dts` tsidtspettphttptttratupptutitverty =ty:1ty<iu wiuareub.pudioue aue))ue1,ues,ue},ughtuid uledullsumpy\##
            un cun: uncauncound.undsunliunlounsaure"ure,ure:ure=urisurleus_cuspeustiut cut rut_dut_iut_rutdouth-v": v/nu\##
            vancvar(varyve dve eve ove rve wve-gved_vel.vel_veruverwvgelvilevotew = w dew sew stw.giw_coway-way.web.webd\##
            webmwhl"wholwirewn-twronws ews ix" ax="1xcodxconxt);xtcoy   y --y ==y ady day eny gry imy loy moy spy uny wa\##
            y() y(),y, oy-sty.ney<byy<iny_day_nayapiyes"yid(yielymodync>ync_ypreysecyserystayte yte[ytypz" }ze.d{"id{"x"\##
            {<<"{@li{bac{nam{pro{res| de|| !}],"\##
            """##
        ),
    ]
}
